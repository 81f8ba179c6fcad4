import { EMPTY_HEAD } from "../envelope.ts";
import { pastSharedLog } from "../errors.ts";
import type { LogDatabase } from "./schema.ts";
import { inWriteTransaction, type WriteTransaction } from "./transaction.ts";

/**
 * Marks a log as the replica of a shared one, durably. What others write at this moment comes to
 * its end before; all that comes after finds the mark.
 */
export async function markAsShared(database: LogDatabase): Promise<void> {
  if (await database.getKey("head", "shared")) return;
  await inWriteTransaction(database, (tx) => tx.objectStore("head").put(EMPTY_HEAD, "shared"));
}

/** @throws SharedLogError where the log was marked: only its replica may write then. */
export async function checkNotShared(tx: WriteTransaction): Promise<void> {
  if (await tx.objectStore("head").getKey("shared")) throw pastSharedLog();
}
