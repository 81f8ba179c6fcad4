import type { CheckpointStore } from "../consumers/checkpoint.ts";
import { takeText } from "../validation/check-fields.ts";
import { type OnBlocked, openLogDatabase } from "./schema.ts";
import { beginBeside, toStorageError } from "./transaction.ts";

/** Checkpoints in a book's own database, on a connection of their own. */
export interface IndexedDbCheckpoints extends CheckpointStore {
  close(): void;
}

/**
 * Opens the checkpoints of a database. They are derived: one that is lost costs time only.
 * @throws StorageError when the browser does not open it.
 */
export async function openIndexedDbCheckpoints(
  name: string,
  onBlocked: OnBlocked = () => {},
): Promise<IndexedDbCheckpoints> {
  takeText(name, "name");
  const database = await openLogDatabase(name, { onLost: () => {}, onBlocked }).catch((error) => {
    throw toStorageError(error);
  });
  return {
    load: (key) => database.get("checkpoints", key),
    async save(key, checkpoint) {
      const tx = beginBeside(database, "checkpoints");
      await Promise.all([tx.objectStore("checkpoints").put(checkpoint, key), tx.done]);
    },
    close: () => database.close(),
  };
}
