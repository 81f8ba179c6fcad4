import type { CommandInput } from "../../domain/command-schema.ts";
import { inspectNewest } from "../../eventlog/chain/inspect-newest.ts";
import { type Follower, follow } from "../../eventlog/consumers/subscription.ts";
import type { PackedEvents } from "../../eventlog/encoding/event-page.ts";
import {
  EMPTY_HEAD,
  type Head,
  type Position,
  positionAfter,
  type RecordedEvent,
  START,
} from "../../eventlog/envelope.ts";
import { CorruptLogError, isCorruptLogError } from "../../eventlog/errors.ts";
import type { ChainCheck, EventLog } from "../../eventlog/event-log.ts";
import { atOnceThenPaced } from "../../eventlog/util/throttle.ts";
import { createHistory } from "../../read-model/create-read-model.ts";
import type { History } from "../../read-model/read-model.ts";
import type { BookEntry, Damage } from "../books/book-catalog.ts";
import type { CheckoutRunner } from "../commands/checkout-process.ts";
import type { BusMode, CommandBus } from "../commands/command-bus.ts";
import type { Carrier } from "../commands/command-executor.ts";
import type { FollowedLog } from "../commands/log-executor.ts";
import type { PrepareDependencies } from "../commands/prepare-command.ts";
import { type BookStore, createBookStore } from "../store/book-store.ts";
import { damaged, type Trouble, unreadable } from "../store/read-only-reason.ts";
import { createEventRecall } from "./event-loader.ts";
import { createLaterBus } from "./lazy-command-bus.ts";
import { createSampleLoader, type SampleLoader } from "./sample-loader.ts";
import { createTimeTravel, type TimeTravel } from "./time-travel.ts";
import { createTimelineView, type TimelineView } from "./timeline-viewport.ts";

/** One open book: its log, what the log has told, and the ways to change it and to look at it. */
export interface BookSession {
  readonly log: EventLog;
  readonly history: History;
  readonly store: BookStore;
  readonly bus: CommandBus;
  readonly follower: Follower;
  readonly time: TimeTravel;
  readonly timeline: TimelineView;
  readonly sample: SampleLoader;
  /**
   * Looks at the newest part of the log and replays into the views what they do not know; resolves when the book can be used.
   * What cannot be trusted is left out, and the book is then read-only.
   * @param damage what an earlier verification found.
   * @param newest what a look at the newest part found that was begun earlier.
   */
  replay(damage?: Damage, newest?: Promise<ChainCheck>): Promise<void>;
  /** Reads the events that the views knew of from the start; resolves when all of them are here. */
  recall(): Promise<void>;
  /**
   * Lets workflows take their steps from now on, as the log asks for them. A scratch copy of a book never does. A branch does:
   * what was under way where it began goes on in it, under the ids the steps have in the other book too, so that each
   * book takes each step once; no step is ever carried from one to the other.
   */
  runWorkflows(): void;
  /** Makes the book read-only for good: the screen keeps what it shows and says why. The first reason stays. */
  close(trouble: Trouble): void;
}

/** What a session needs from outside. */
export interface SessionDependencies extends PrepareDependencies {
  /** The commands of the sample, in order. */
  fetchSample(signal: AbortSignal): Promise<readonly CommandInput[]>;
}

/** In what a book of this browser alone and a shared one differ. */
export interface BookManner {
  /** Makes what brings commands into the book: fetched apart from the first screen. */
  makeCarrier(followed: FollowedLog): Promise<Carrier>;
  /** Up to where the history cannot change any more. */
  certain(history: History): Position;
  /** Milliseconds before a step of a workflow is taken that somebody else may be about to take. */
  restBeforeSteps(): number;
}

const MAY_ONLY_READ =
  "You may read this shared book and not change it. Nothing was changed. Ask its owner for the right to write.";

/** Milliseconds between two drawings while commands come in bulk: the time is to go to the work that is drawn. */
const DRAWING = 50;

/** Milliseconds until a workflow tries again that was stopped by a storage that failed. */
const RETRY = 2_000;

/** Joins a log with its views. Nothing of the log is read before `replay` is called. */
export function createBookSession(
  book: BookEntry,
  log: EventLog,
  dependencies: SessionDependencies,
  history: History = createHistory(),
  manner: BookManner = ALONE,
): BookSession {
  const store = createBookStore(book);
  let total = 0;

  const close = (trouble: Trouble, head = history.head()): void => {
    if (store.getState().phase.kind === "read-only") return;
    store.setState({ phase: { kind: "read-only", trouble }, head });
  };

  let runWorkflows = (): void => {};
  const showHead = atOnceThenPaced(() => store.setState({ head: history.head() }), DRAWING);
  const deliver = (events: readonly RecordedEvent[]): void => {
    history.add(events);
    if (store.getState().phase.kind === "opening") {
      store.setState({ phase: { kind: "opening", done: history.head().position, total } });
    } else {
      showHead();
      runWorkflows();
    }
  };

  // The book is shown as it stood before what cannot be trusted, also where the views knew more.
  const giveUp = async (error: unknown): Promise<void> => {
    const known = history.head();
    if (!isCorruptLogError(error)) return close(unreadable(error, known.position));
    const head = error.firstBad > known.position ? known : await headBefore(log, error.firstBad);
    close(damaged(error, head.position), head);
  };
  const deliverPage = (page: PackedEvents): void => {
    history.addPage(page);
    if (store.getState().phase.kind === "opening") {
      store.setState({ phase: { kind: "opening", done: history.reaches(), total } });
    }
  };
  const after = history.reaches();
  const follower = follow(log, { after, deliver, deliverPage, onError: giveUp });
  log.onRefusal(
    atOnceThenPaced(() => store.setState(({ refusals }) => ({ refusals: refusals + 1 })), DRAWING),
  );
  const mode = (): BusMode => {
    const { phase, cursor, sharing } = store.getState();
    if (phase.kind === "read-only") return { kind: "closed", reason: phase.trouble.message };
    if (sharing?.link.kind === "parted") return { kind: "closed", reason: sharing.link.message };
    if (sharing?.role === "reader") return { kind: "closed", reason: MAY_ONLY_READ };
    return { kind: cursor === "live" ? "live" : "past" };
  };

  const eventRecall = createEventRecall(log, history);
  let recalling: Promise<void> | undefined;
  const recallAll = async (): Promise<void> => {
    const { phase } = store.getState();
    const upTo = phase.kind === "read-only" ? phase.trouble.lastGood : history.reaches();
    try {
      await eventRecall.all(upTo, (unread) => store.setState({ unread }));
    } catch (error) {
      await giveUp(error);
    }
    store.setState({ unread: 0 });
    // What fails here is told by the first command.
    if (store.getState().phase.kind !== "ready") return;
    log.warmUp().catch(() => {});
    bus.fetch().catch(() => {});
  };
  const recall = (): Promise<void> => {
    recalling ??= recallAll();
    return recalling;
  };
  const bus = createLaterBus(async () => {
    const [{ createCommandBus }, carrier] = await Promise.all([
      import("../commands/command-bus.ts"),
      manner.makeCarrier({ log, history, follower, newId: dependencies.newId }),
    ]);
    return createCommandBus({ ...dependencies, carrier, mode, recall });
  }, mode);

  return {
    log,
    history,
    store,
    bus,
    follower,
    time: createTimeTravel(store, history),
    timeline: createTimelineView(store),
    sample: createSampleLoader(store, bus, dependencies.fetchSample),
    async replay(damage, newest = inspectNewest(log)) {
      const check = await newest;
      const found = damage ?? (check.ok ? undefined : check);
      const { position } = found?.head ?? check.head;
      total = position;
      try {
        await follower.catchUp(position);
        if (found) throw new CorruptLogError(found.firstBad, found.reason);
        // Sums are taken in once, and not in the task that draws the first screen.
        history.orderSummary(position);
        await eventRecall.newest();
        const unread = history.missing() ? history.reaches() : 0;
        store.setState({ phase: { kind: "ready" }, head: history.head(), unread });
        // What came since that look was begun, if anything.
        follower.resume();
      } catch (error) {
        if (!isCorruptLogError(error)) throw error;
        await giveUp(error);
      }
    },
    recall,
    runWorkflows() {
      let runner: CheckoutRunner | undefined;
      const run = async (): Promise<void> => {
        const { createCheckoutRunner } = await import("../commands/checkout-process.ts");
        const catchUp = () => follower.catchUp();
        const certain = () => manner.certain(history);
        runner ??= createCheckoutRunner(history, bus, catchUp, certain);
        await runner.run();
      };
      // A storage that fails is told by the next command; the step stays due, and is tried again in a while.
      const tryLater = () => setTimeout(() => runWorkflows(), RETRY);
      let resting = false;
      const runNow = (): void => {
        resting = false;
        if (store.getState().phase.kind === "ready") run().catch(tryLater);
      };
      runWorkflows = () => {
        const rest = manner.restBeforeSteps();
        if (rest === 0) return runNow();
        if (!resting) setTimeout(runNow, rest);
        resting = true;
      };
      store.subscribe((state, before) => {
        if (state.cursor === "live" && before.cursor !== "live") runWorkflows();
      });
      runWorkflows();
    },
    close,
  };
}

const ALONE: BookManner = {
  async makeCarrier(followed) {
    const { createLogCarrier } = await import("../commands/log-executor.ts");
    return createLogCarrier(followed);
  },
  certain: (history) => history.head().position,
  restBeforeSteps: () => 0,
};

async function headBefore(log: EventLog, position: Position): Promise<Head> {
  const before = positionAfter(position, -1);
  const [last] = before > START ? await log.read({ from: before, to: before }) : [];
  return last ? { position: last.position, hash: last.hash } : EMPTY_HEAD;
}
