import type { BookCatalog, BookEntry } from "../../application/books/book-catalog.ts";
import type { SessionDependencies } from "../../application/session/book-session.ts";
import { takeCarriedSecret } from "../../application/sharing/carried-secret.ts";
import type { TabsOfBook } from "../../application/sharing/leader-tab.ts";
import { createSecretKeeper, type SecretKeeper } from "../../application/sharing/secret-keeper.ts";
import {
  createSharedSession,
  type SharedSession,
} from "../../application/sharing/shared-session.ts";
import type { BookId } from "../../domain/ids.ts";
import type { EpochMs } from "../../eventlog/envelope.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import type { Outbox } from "../../eventlog/replication/outbox.ts";
import type { KeptAddress } from "../../eventlog/replication/server-address.ts";
import type { SharedEngine } from "../../eventlog/replication/shared-engine.ts";
import type { OpenSharedLink, SharedLink } from "../../eventlog/replication/shared-link.ts";
import { sharedLogError } from "../../eventlog/replication/shared-log-problems.ts";
import type { KnownEvents } from "../../read-model/column-snapshot.ts";
import { keepDeviceSetting, readDeviceSetting } from "../../ui/context/device-setting.ts";
import { restUntilOnline } from "./wait-until-online.ts";

/** What opening shared books needs from outside. */
export interface SharedBooksOptions extends SessionDependencies {
  readonly tabs: TabsOfBook;
  readonly replica: EventLog;
  readonly outbox: Outbox;
  readonly known: KnownEvents | undefined;
  readonly openSecret: BookCatalog["openSecret"];
}

/** A session of a shared book, and the secret with which it comes in. */
export interface SharedBook extends SharedSession {
  readonly secrets: SecretKeeper;
}

/** Opens a session of a book whose log is shared. */
export async function openSharedBook(
  book: BookEntry,
  address: KeptAddress,
  { known, openSecret, ...options }: SharedBooksOptions,
): Promise<SharedBook> {
  // Fetched when it is first needed: whoever is offline uses the book without.
  const secrets = createSecretKeeper({
    ...{ address, tabs: options.tabs },
    openKept: () => openSecret(book.id, address),
    takeCarried: () => takeCarriedSecret(book.id),
  });
  const openLink: OpenSharedLink = async (...tied) => {
    const whole = await secrets.address();
    const engine = await loadEngine(book.id, options.now);
    return untilOffline(await engine.linksTo(whole)(...tied));
  };
  const rest: typeof restUntilOnline = (...given) =>
    Promise.race([restUntilOnline(...given), secrets.given()]);
  return { ...createSharedSession(book, { ...options, openLink, rest }, known), secrets };
}

/** A link that is over as soon as the browser says that it has no network: its socket would find out much later. */
function untilOffline(link: SharedLink): SharedLink {
  const offline = new Promise((resolve) => {
    const end = (): void => resolve(sharedLogError("unreachable"));
    addEventListener("offline", end, { once: true });
    link.over.then(() => removeEventListener("offline", end));
  });
  return { ...link, over: Promise.race([link.over, offline]) };
}

/** Fetches what speaks to shared logs. */
export async function loadEngine(id: BookId, now: () => EpochMs): Promise<SharedEngine> {
  const [{ createNatsEngine }, { connectWebSocket }, { openSigningKey }] = await Promise.all([
    import("../../eventlog/nats/nats-service.ts"),
    import("../../eventlog/nats/connect.ts"),
    import("../../eventlog/jetstream/signing/signing-key.ts"),
  ]);
  return createNatsEngine({
    connect: ({ servers, credentials }) => connectWebSocket(servers, credentials),
    now,
    openSigner: openSigningKey,
    memoryOf: () => ({
      load: () => readDeviceSetting(`reached-${id}`) ?? null,
      save: (text) => keepDeviceSetting(`reached-${id}`, text),
    }),
  });
}
