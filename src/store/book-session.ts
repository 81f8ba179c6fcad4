import type { CommandInput } from "../domain/command-input.ts";
import type { BookEntry } from "../eventlog/book-catalog.ts";
import type { RecordedEvent } from "../eventlog/envelope.ts";
import type { EventLog } from "../eventlog/event-log.ts";
import { type Follower, follow } from "../eventlog/follower.ts";
import { createHistory, type History } from "../views/history.ts";
import { atOnceThenPaced } from "./at-once-then-paced.ts";
import { type BookStore, createBookStore } from "./book-store.ts";
import { type CommandBus, createCommandBus } from "./command-bus.ts";
import type { PrepareDependencies } from "./prepare-command.ts";
import { createSampleLoader, type SampleLoader } from "./sample-loader.ts";
import { createTimeTravel, type TimeTravel } from "./time-travel.ts";

/** One open book: its log, what the log has told, and the ways to change it and to look at it. */
export interface BookSession {
  readonly log: EventLog;
  readonly history: History;
  readonly store: BookStore;
  readonly bus: CommandBus;
  readonly follower: Follower;
  readonly time: TimeTravel;
  readonly sample: SampleLoader;
  /** Replays the log into the views; resolves when the book can be used. */
  replay(): Promise<void>;
  /** Says for good that the storage is gone: the screen keeps what it shows and says so. */
  lose(message: string): void;
}

/** What a session needs from outside. */
export interface SessionDependencies extends PrepareDependencies {
  /** The commands of the sample, in order. */
  fetchSample(signal: AbortSignal): Promise<readonly CommandInput[]>;
}

/** Joins a log with its views. Nothing is read before `replay` is called. */
export function createBookSession(
  book: BookEntry,
  log: EventLog,
  dependencies: SessionDependencies,
): BookSession {
  const history = createHistory();
  const store = createBookStore(book);
  let total = 0;

  const lose = (message: string): void => store.setState({ phase: { kind: "lost", message } });

  const showHead = atOnceThenPaced(() => store.setState({ head: history.head() }));
  const deliver = (events: readonly RecordedEvent[]): void => {
    history.add(events);
    if (store.getState().phase.kind === "opening") {
      store.setState({ phase: { kind: "opening", done: history.head().position, total } });
    } else showHead();
  };

  const follower = follow(log, deliver, (error) => lose(String(error)));
  const isLive = () => store.getState().cursor === "live";
  const bus = createCommandBus({ ...dependencies, log, history, follower, isLive });

  return {
    log,
    history,
    store,
    bus,
    follower,
    time: createTimeTravel(store, history),
    sample: createSampleLoader(store, bus, dependencies.fetchSample),
    async replay() {
      total = (await log.head()).position;
      await follower.catchUp();
      store.setState({ phase: { kind: "ready" }, head: history.head() });
    },
    lose,
  };
}
