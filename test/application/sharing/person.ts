import { connect } from "@nats-io/transport-node";
import type { BookEntry } from "../../../src/application/books/book-catalog.ts";
import type { BookSession } from "../../../src/application/session/book-session.ts";
import type { TabNews } from "../../../src/application/sharing/leader-tab.ts";
import { createSharedSession } from "../../../src/application/sharing/shared-session.ts";
import type { SharingState } from "../../../src/application/store/sharing-state.ts";
import type { BookId } from "../../../src/domain/ids.ts";
import type { EpochMs } from "../../../src/eventlog/envelope.ts";
import type { EventLog } from "../../../src/eventlog/event-log.ts";
import type { Signer } from "../../../src/eventlog/jetstream/signing/signatures.ts";
import { createMemoryLog } from "../../../src/eventlog/memory/memory-log.ts";
import { createMemoryOutbox } from "../../../src/eventlog/memory/memory-outbox.ts";
import { letIn } from "../../../src/eventlog/nats/let-in.ts";
import { createNatsLinks } from "../../../src/eventlog/nats/nats-link.ts";
import type { Outbox } from "../../../src/eventlog/replication/outbox.ts";
import { subjectOf } from "../../../src/eventlog/replication/server-address.ts";
import type { OpenSharedLink } from "../../../src/eventlog/replication/shared-link.ts";
import { sharedLogError } from "../../../src/eventlog/replication/shared-log-problems.ts";
import { createOutside } from "../open-session.ts";

/** What a browser keeps while no page is open. */
export interface Kept {
  readonly replica: EventLog;
  readonly outbox: Outbox;
  reached: string | null;
}

/** A person with a shared book open in one tab. */
export interface Person {
  readonly session: BookSession;
  readonly kept: Kept;
  sharing(): SharingState;
  follow(id?: string): void;
  /** Pulls the plug, or puts it in again. */
  setOnline(isOnline: boolean): void;
  /** Closes the page as a crash does: nothing is said or waited for. */
  kill(): void;
}

/** How a person comes in. */
export interface PersonOptions {
  readonly server: string;
  readonly name: string;
  readonly user?: string;
  readonly kept?: Kept;
  readonly now?: () => EpochMs;
  readonly isOnline?: boolean;
  /** Signs what this person writes. */
  readonly signer?: Signer;
  /** Stands between the page and the engine. */
  readonly spoil?: (open: OpenSharedLink) => OpenSharedLink;
}

/** A browser that has never seen the book. */
export function newBrowser(now: () => EpochMs = createOutside().now): Kept {
  return { replica: createMemoryLog({ now }), outbox: createMemoryOutbox(), reached: null };
}

/** Opens the book; resolves once what this device has of it can be used. */
export async function openAs(options: PersonOptions): Promise<Person> {
  const outside = createOutside();
  const { server, name, user = "owner", now = outside.now } = options;
  const { kept = newBrowser(now), isOnline = true, spoil = (open) => open } = options;
  const connections = new Set<{ close(): Promise<void> }>();
  let plugged = isOnline;
  let wake = (): void => {};

  const openLink = createNatsLinks({
    ...{ name, subject: subjectOf(name), person: user, now, patience: 30_000 },
    openSigner: async () => options.signer,
    memory: {
      load: () => kept.reached,
      save(text) {
        kept.reached = text;
      },
    },
    async connect() {
      if (!plugged) throw sharedLogError("unreachable");
      const connection = await letIn(
        connect({ servers: server, user, pass: user, reconnect: false }),
      );
      connections.add(connection);
      return connection;
    },
  });
  const book: BookEntry = {
    ...{ id: "00000000-0000-4000-8000-00000000000b" as BookId, name: "Our book" },
    ...{ createdAt: now(), openedAt: now() },
    shared: { servers: [server], name, credentials: { kind: "password", user } },
  };
  const shared = createSharedSession(book, {
    ...outside,
    ...{ now, openLink: spoil(openLink), replica: kept.replica, outbox: kept.outbox },
    tabs: {
      alone: (work) => work(),
      tell: (_: TabNews) => {},
      onNews: () => () => {},
    },
    rest: (milliseconds) =>
      new Promise((resolve) => {
        wake = resolve;
        setTimeout(resolve, Math.min(milliseconds, 100));
      }),
  });
  const { session, begin, end } = shared;
  const cut = (): void => {
    for (const connection of connections) connection.close().catch(() => {});
    connections.clear();
  };
  await session.replay();
  await session.recall();
  await begin();
  return {
    ...{ session, kept },
    sharing: () => session.store.getState().sharing as SharingState,
    follow: shared.follow,
    setOnline(now) {
      plugged = now;
      if (plugged) wake();
      else cut();
    },
    kill() {
      plugged = false;
      end();
      cut();
    },
  };
}
