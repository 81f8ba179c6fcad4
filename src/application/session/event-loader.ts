import { type Position, positionAfter } from "../../eventlog/envelope.ts";
import { CorruptLogError, isCorruptLogError } from "../../eventlog/errors.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import { createBreathing, nextTask } from "../../eventlog/util/yield-to-main.ts";
import type { History } from "../../read-model/read-model.ts";

/** Brings back the events that a history knows of and does not hold. */
export interface EventRecall {
  /** Brings back the newest: what the first screen is likely to show. What cannot be read is left to `all`. */
  newest(): Promise<void>;
  /**
   * Brings back those first that a screen asked for in vain, and then all, oldest first.
   * @param upTo nothing behind it is needed.
   * @param onProgress told after each part how many are not there yet, at most.
   * @throws CorruptLogError at the first that cannot be read; all before it are there then.
   */
  all(upTo: Position, onProgress: (left: number) => void): Promise<void>;
}

/** Positions read in one go. */
const STRIDE = 32_768;
/** The same where a screen waits for one of them, and how many such blocks are read at the same time. */
const BLOCK = 1_024;
const AT_ONCE = 8;

/** Makes the recall of a history's events from its log. */
export function createEventRecall(log: Pick<EventLog, "readPages">, history: History): EventRecall {
  const breathe = createBreathing();

  const recall = async (from: Position, to: Position): Promise<void> => {
    for (const page of await log.readPages(from, to)) {
      history.recall(page);
      await breathe();
    }
  };

  const recallUntilDamage = async (from: Position, to: Position): Promise<void> => {
    try {
      await recall(from, to);
    } catch (error) {
      if (isCorruptLogError(error) && error.firstBad > from) {
        await recall(from, positionAfter(error.firstBad, -1));
      }
      throw error;
    }
  };

  // What cannot be read is told when its turn comes.
  const recallBlocks = async (blocks: number[]): Promise<void> => {
    while (blocks.length > 0) {
      const reading = blocks.splice(0, AT_ONCE).map((block) => {
        const to = Math.min((block + 1) * BLOCK - 1, history.reaches()) as Position;
        return recall(Math.max(block * BLOCK, 1) as Position, to).catch(() => {});
      });
      await Promise.all(reading);
    }
  };

  const recallWanted = (): Promise<void> =>
    recallBlocks([...new Set(history.wanted().map(blockOf))]);

  return {
    async newest() {
      if (history.missing()) await recallBlocks([blockOf(history.reaches())]);
    },
    async all(upTo, onProgress) {
      if (!history.missing()) return;
      // A screen that is being drawn says first what it needs.
      await nextTask();
      for (let gap = history.missing(); gap && gap.from <= upTo; gap = history.missing()) {
        await recallWanted();
        onProgress(history.reaches() - gap.from);
        const next = history.missing();
        if (!next) return;
        const to = Math.min(positionAfter(next.from, STRIDE - 1), next.to) as Position;
        await recallUntilDamage(next.from, to);
        if (history.missing()?.from === next.from) {
          throw new CorruptLogError(next.from, "it is missing");
        }
      }
    },
  };
}

function blockOf(position: Position): number {
  return Math.floor(position / BLOCK);
}
