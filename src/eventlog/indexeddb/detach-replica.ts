import { openLogDatabase } from "./schema.ts";
import { inWriteTransaction } from "./transaction.ts";

/**
 * Makes a log that was the replica of a shared one a log of this browser alone.
 * @throws StorageError when the storage failed.
 */
export async function takeBackIndexedDbLog(name: string): Promise<void> {
  const database = await openLogDatabase(name, { onLost() {}, onBlocked() {} });
  try {
    await inWriteTransaction(database, (tx) => tx.objectStore("head").delete("shared"));
  } finally {
    database.close();
  }
}
