import type { CommandId } from "../../eventlog/envelope.ts";
import type { EventLog, Outcome } from "../../eventlog/event-log.ts";
import { idOf, type Outbox } from "../../eventlog/replication/outbox.ts";
import type { KnownOfLink, OpenSharedLink } from "../../eventlog/replication/shared-link.ts";
import { createListeners } from "../../eventlog/util/emitter.ts";
import type { KnownEvents } from "../../read-model/column-snapshot.ts";
import { createTentativeHistory } from "../../read-model/optimistic-read-model.ts";
import type { History } from "../../read-model/read-model.ts";
import type { BookEntry } from "../books/book-catalog.ts";
import {
  type BookSession,
  createBookSession,
  type SessionDependencies,
} from "../session/book-session.ts";
import { type LinkState, NOT_LINKED, type SharingState } from "../store/sharing-state.ts";
import { createBookAdmission } from "./admission-rules.ts";
import { startSyncing, type TabsOfBook } from "./leader-tab.ts";
import { createPendingTail } from "./optimistic-tail.ts";
import { refuseReused, settleOutbox } from "./outbox-recovery.ts";
import { keepPresence, type PresenceKeeper } from "./presence.ts";
import { asReplica } from "./replica-log.ts";
import { drawSharing } from "./sharing-status.ts";
import type { SyncDependencies } from "./sync-loop.ts";

/** What a session of a shared book needs beside what every session needs. */
export interface SharedSessionDependencies extends SessionDependencies {
  /** The local log, kept in step with the shared one. */
  readonly replica: EventLog;
  readonly outbox: Outbox;
  readonly openLink: OpenSharedLink;
  readonly tabs: TabsOfBook;
  readonly rest: SyncDependencies["rest"];
}

/** Milliseconds after a change of one's own in which one takes the steps that follow from it. */
const OWN_TURN = 2_000;
/** Milliseconds that others wait at least before they take them. */
const OTHERS_TURN = 5_000;

/** A session of a shared book. */
export interface SharedSession {
  readonly session: BookSession;
  /** All that is known now; another object after something that was shown was taken back. */
  shownHistory(): History;
  /** Begins to show what waits. To be called once all events are there. */
  showWaiting(): Promise<void>;
  /** The same, and begins to send and to take over. */
  begin(): Promise<void>;
  /** Stops sending and taking over. */
  end(): void;
  /**
   * Brings what waits into the local log, as if the shared one had never been. To be called when
   * nobody sends and takes over any more; goes on where it was broken off.
   */
  takeInWaiting(): Promise<void>;
  /** Takes a command off the list whose refusal was read. */
  dismiss(id: CommandId): Promise<void>;
  /** Shows from now on what another page shows; nobody's when left out. */
  follow(id?: string): void;
}

/** Joins a replica with its views, its outbox, and the shared log. */
export function createSharedSession(
  book: BookEntry,
  dependencies: SharedSessionDependencies,
  known?: KnownEvents,
): SharedSession {
  const { replica, outbox } = dependencies;
  const tentative = createTentativeHistory(known);
  const { history } = tentative;
  const ending = new AbortController();

  const sharing = (): SharingState => session.store.getState().sharing ?? NOT_LINKED;
  const answers = createListeners<[id: CommandId, outcome: Outcome]>();
  let wroteAt = Number.NEGATIVE_INFINITY;
  outbox.onChange(() => {
    wroteAt = dependencies.now();
  });
  const session = createBookSession(book, asReplica(replica), dependencies, history, {
    certain: () => tentative.certain().position,
    // Whoever began it goes on with it. Should they be gone, somebody else does, and not everybody at once.
    restBeforeSteps: () =>
      dependencies.now() - wroteAt < OWN_TURN ? 0 : OTHERS_TURN * (1 + Math.random()),
    async makeCarrier() {
      const { createOutboxCarrier } = await import("./outbox-executor.ts");
      return createOutboxCarrier({
        ...{ replica, history, outbox, tail, newId: dependencies.newId },
        onAnswer: answers.add,
        isLinked: () => sharing().link.kind === "synced",
        onLink: (listener) =>
          session.store.subscribe((now, before) => {
            if (now.sharing?.link !== before.sharing?.link) listener();
          }),
      });
    },
  });
  const { store, follower } = session;
  const tail = createPendingTail({ tentative, outbox, follower });
  tentative.onCertain(({ stillStand, commandIds }) => {
    // What came as it was supposed is this device's own.
    if (stillStand) return;
    const ids = new Set(commandIds());
    const items = outbox.items().filter((item) => !item.refusedLater && ids.has(idOf(item)));
    // A storage that fails is told by the next command.
    refuseReused(items, outbox, replica).catch(() => {});
  });

  let keeper: PresenceKeeper | undefined;
  const onLink = (link: LinkState, known?: KnownOfLink): void =>
    store.setState({ sharing: { ...sharing(), link, ...known } });
  store.setState({ sharing: NOT_LINKED });

  let shown: Promise<void> | undefined;
  const show = async (): Promise<void> => {
    // A storage that is full must not keep a book from being read: what is left there is sent
    // again, and answered as before.
    await settleOutbox(outbox, replica).catch(() => {});
    drawSharing({ store, tentative, outbox, tail });
    tail.begin();
  };
  const showWaiting = (): Promise<void> => {
    shown ??= show();
    return shown;
  };
  const numberWaiting = (): number =>
    outbox.items().filter(({ refusedLater }) => !refusedLater).length;

  return {
    session,
    shownHistory: tentative.current,
    showWaiting,
    async begin() {
      await showWaiting();
      const { signal } = ending;
      const admission = createBookAdmission(history, follower);
      const { announce } = startSyncing({
        ...{ ...dependencies, follower, tail, admission, onLink, signal },
        onAnswer: answers.notify,
        onPresence: (presence) => keeper?.hear(presence),
      });
      keeper = keepPresence({
        ...{ session, replica, announce, sharing, signal, now: dependencies.now },
        ...{ id: dependencies.newId(), name: nameIn(book) },
        certain: tentative.certain,
        change: (part) => store.setState({ sharing: { ...sharing(), ...part } }),
      });
    },
    end: () => ending.abort(),
    dismiss: (id) => outbox.remove([id]),
    follow: (id) => keeper?.follow(id),
    async takeInWaiting() {
      await showWaiting();
      let before: number;
      do {
        before = numberWaiting();
        for (const { item, attempt } of tail.plan()) {
          await ("refusal" in attempt ? replica.refuse(attempt) : replica.append(attempt));
          await outbox.remove([idOf(item)]);
        }
        // What came while this went on.
        await settleOutbox(outbox, replica);
        await follower.catchUp();
      } while (numberWaiting() > 0 && numberWaiting() < before);
      if (numberWaiting() > 0) throw new Error("Commands wait that could not be planned.");
    },
  };
}

/** What the others see of who is here. */
function nameIn({ shared }: BookEntry): string {
  return shared?.credentials.kind === "password" ? shared.credentials.user : "";
}
