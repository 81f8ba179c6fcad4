import type { BookCatalog, BookEntry, BookId } from "./eventlog/book-catalog.ts";
import type { EpochMs } from "./eventlog/envelope.ts";
import type { EventLog } from "./eventlog/event-log.ts";
import type { Outbox } from "./eventlog/outbox.ts";
import type { KeptAddress } from "./eventlog/shared-address.ts";
import type { SharedEngine } from "./eventlog/shared-engine.ts";
import type { OpenSharedLink, SharedLink } from "./eventlog/shared-link.ts";
import { sharedLogError } from "./eventlog/shared-log-problems.ts";
import { restUntilOnline } from "./rest-until-online.ts";
import type { SessionDependencies } from "./store/book-session.ts";
import { takeCarriedSecret } from "./store/carried-secret.ts";
import { createSecretKeeper, type SecretKeeper } from "./store/sharing/secret-keeper.ts";
import { createSharedSession, type SharedSession } from "./store/sharing/shared-session.ts";
import type { TabsOfBook } from "./store/sharing/syncing.ts";
import { keepDeviceSetting, readDeviceSetting } from "./ui/device-setting.ts";
import type { KnownEvents } from "./views/kept-history.ts";

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
    import("./eventlog/jetstream/nats-engine.ts"),
    import("./eventlog/jetstream/connect-websocket.ts"),
    import("./eventlog/jetstream/signing-key.ts"),
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
