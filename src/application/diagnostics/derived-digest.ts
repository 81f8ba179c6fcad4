import { digestColumns } from "../../eventlog/columns/column-file-writer.ts";
import type { ColumnStore } from "../../eventlog/columns/column-store.ts";
import { follow } from "../../eventlog/consumers/subscription.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { ChainCheck, EventLog } from "../../eventlog/event-log.ts";
import { KEPT_SHAPE } from "../../read-model/column-snapshot.ts";
import { createHistory } from "../../read-model/create-read-model.ts";
import type { History } from "../../read-model/read-model.ts";

/** What a page has derived from a log: its columns, sums and indexes, as one digest. */
export interface DerivedDigest {
  readonly upTo: Position;
  /** SHA-256. */
  readonly digest: string;
}

/** What the verification of a book found. */
export type BookCheck = ChainCheck & {
  /**
   * Whether what the page has derived follows from the log; absent where that was not looked at.
   * What was kept for the next opening is right afterwards.
   */
  readonly derived?: "right" | "wrong";
};

/** What a history has derived so far. */
export async function digestHistory(history: History): Promise<DerivedDigest> {
  const { upTo, columns } = history.keep();
  return { upTo, digest: await digestColumns(columns) };
}

/**
 * Folds a log anew, and compares with what a page has derived from it and what is kept for the next
 * opening. What is kept and is wrong is replaced.
 */
export async function checkDerived(
  log: EventLog,
  page: DerivedDigest,
  columns: ColumnStore,
): Promise<"right" | "wrong"> {
  const history = createHistory();
  const { add: deliver, addPage: deliverPage } = history;
  const follower = follow(log, { deliver, deliverPage, onError: () => {} });
  // Nothing that others write meanwhile.
  follower.pause();
  const isAsFolded = async ({ upTo, digest }: DerivedDigest): Promise<boolean> => {
    await follower.catchUp(upTo);
    return (await digestHistory(history)).digest === digest;
  };
  try {
    const kept = await columns.load();
    const { position } = kept?.head ?? { position: Number.POSITIVE_INFINITY };
    if (kept?.shape === KEPT_SHAPE && position <= page.upTo) {
      const digest = await digestColumns(kept.columns);
      if (!(await isAsFolded({ upTo: kept.head.position, digest }))) {
        // Where there is no room for it, what was kept is found wrong at the next opening too.
        await columns.save({ ...kept, columns: history.keep().columns }).catch(() => {});
      }
    }
    return (await isAsFolded(page)) ? "right" : "wrong";
  } finally {
    follower.stop();
  }
}
