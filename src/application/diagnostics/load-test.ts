import { type Position, START } from "../../eventlog/envelope.ts";
import { isConcurrencyError } from "../../eventlog/errors.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import { nextTask } from "../../eventlog/util/yield-to-main.ts";
import { fault, fieldsOf } from "../../eventlog/validation/check-fields.ts";
import type { BookSession } from "../session/book-session.ts";
import { nextCommand } from "./load-test-commands.ts";

/** How hard a book is to be driven; larger numbers than a page can bear are cut. */
export interface PummelOptions {
  readonly writers?: number;
  readonly readers?: number;
  readonly seconds?: number;
  readonly signal?: AbortSignal;
  /** Told about twice a second. */
  readonly onProgress?: (figures: PummelFigures) => void;
}

/** What has been counted so far. Times in milliseconds. */
export interface PummelFigures {
  readonly seconds: number;
  readonly commands: number;
  readonly commandsPerSecond: number;
  /** Commands that the rules refused. */
  readonly refused: number;
  /** Appends that met another writer and were decided again. */
  readonly conflicts: number;
  readonly reads: number;
  readonly readsPerSecond: number;
  /** From sending a command to its answer: half of them took no longer, and 99 of 100. */
  readonly p50: number;
  readonly p99: number;
  /** Times at which the page could not answer for more than 50 ms, and the longest of them. */
  readonly longTasks: number;
  readonly longestTask: number;
}

/** How a run ended. */
export interface PummelReport extends PummelFigures {
  readonly events: number;
  /** Whether the book verifies after it. */
  readonly whole: boolean;
}

/** What a run needs from outside. */
export interface PummelDependencies {
  /** A book that nobody needs, on the storage that is to be driven, and the way to throw it away. */
  openScratch(
    wrap: (log: EventLog) => EventLog,
  ): Promise<{ session: BookSession; drop(): Promise<void> }>;
  /** Milliseconds that only go forward. */
  clock(): number;
  /** Tells of times at which the page could not answer, until it is called off; absent where nothing measures them. */
  watchLongTasks?(onLongTask: (milliseconds: number) => void): () => void;
}

/** No run is larger, whatever is asked for. */
const LIMITS = { writers: 64, readers: 256, seconds: 300, commands: 200_000 } as const;

const BEAT = 500;

/** Drives a scratch book with writers and readers at once, and counts. Never touches another book. */
export async function pummel(
  dependencies: PummelDependencies,
  options: PummelOptions = {},
): Promise<PummelReport> {
  const { clock } = dependencies;
  fieldsOf(options, "options", ["writers", "readers", "seconds", "signal", "onProgress"]);
  const writers = within("writers", options.writers ?? 16, LIMITS.writers);
  const readers = within("readers", options.readers ?? 64, LIMITS.readers);
  const seconds = within("seconds", options.seconds ?? 10, LIMITS.seconds);
  const counts = { refused: 0, conflicts: 0, reads: 0, longTasks: 0, longestTask: 0 };
  const times: number[] = [];
  const { session, drop } = await dependencies.openScratch((log) => countConflicts(log, counts));
  const stopWatching = dependencies.watchLongTasks?.((milliseconds) => {
    counts.longTasks += 1;
    counts.longestTask = Math.max(counts.longestTask, milliseconds);
  });

  const begin = clock();
  const goesOn = () =>
    !options.signal?.aborted && clock() - begin < seconds * 1_000 && times.length < LIMITS.commands;
  const figures = (): PummelFigures => {
    const passed = Math.max((clock() - begin) / 1_000, 0.001);
    const sorted = times.toSorted((a, b) => a - b);
    return {
      ...counts,
      seconds: passed,
      commands: times.length,
      commandsPerSecond: times.length / passed,
      readsPerSecond: counts.reads / passed,
      p50: quantile(sorted, 0.5),
      p99: quantile(sorted, 0.99),
    };
  };
  const beat = setInterval(() => options.onProgress?.(figures()), BEAT);
  try {
    const write = async (writer: number): Promise<void> => {
      for (let turn = 0; goesOn(); turn += 1) {
        const sent = clock();
        const answer = await session.bus.dispatch(nextCommand(writer, turn));
        times.push(clock() - sent);
        if (!answer.accepted) counts.refused += 1;
        await nextTask();
      }
    };
    const read = async (reader: number): Promise<void> => {
      for (let turn = 0; goesOn(); turn += 1) {
        readSomething(session, reader + turn);
        counts.reads += 1;
        await nextTask();
      }
    };
    await Promise.all([
      ...Array.from({ length: writers }, (_, writer) => write(writer)),
      ...Array.from({ length: readers }, (_, reader) => read(reader)),
    ]);
    const told = figures();
    const check = await session.log.verify();
    const whole = check.ok && check.head.hash === session.history.head().hash;
    return { ...told, events: check.head.position, whole };
  } finally {
    clearInterval(beat);
    stopWatching?.();
    await drop();
  }
}

function within(name: string, wanted: number, most: number): number {
  if (!Number.isFinite(wanted) || wanted < 0) throw fault(name, `write a number from 0 to ${most}`);
  return Math.min(wanted, most);
}

// The past as well as the present: rows of a moment, and what it cost to find them.
function readSomething({ history }: BookSession, turn: number): void {
  const head = history.head().position;
  const at = (turn % 3 === 0 ? head : (turn * 7_919) % (head + 1)) as Position;
  const count = history.orders.count(at);
  history.orders.rows(at, Math.max(count - 50, START), count);
  history.wallets.rows(at, 0, 10);
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? 0;
}

function countConflicts(log: EventLog, counts: { conflicts: number }): EventLog {
  return {
    ...log,
    append: (attempt) =>
      log.append(attempt).catch((error) => {
        if (isConcurrencyError(error)) counts.conflicts += 1;
        throw error;
      }),
  };
}
