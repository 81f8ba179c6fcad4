import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from "idb";
import type { PageRecord, ProofRecord } from "../encoding/sealed-page.ts";
import type { CommandId, Head, JsonObject, Position } from "../envelope.ts";
import type { OnLost } from "../event-log.ts";
import type { Commit, RefusalRecord } from "../records.ts";

/** One book's database. Events stand in `pages` and then in `commits`, without gap or overlap. */
export interface LogSchema extends DBSchema {
  /** The tail of the log: one record a commit, under the position of its first event. */
  commits: { key: Position; value: Commit };
  /** All before the tail: many commits packed into one record, under the position of its first event. */
  pages: { key: Position; value: PageRecord };
  /** What belongs to the page under the same key, and few readers need. */
  proofs: { key: Position; value: ProofRecord };
  /** Refused commands, in order. */
  refusals: { key: number; value: RefusalRecord };
  /** Id of a refused command → its number among the refusals. */
  answers: { key: CommandId; value: number };
  /**
   * End of the log. Stands apart from the commits, so that a lost tail is noticed. `shared` stands
   * there, whatever its value, once the log is the replica of a shared one.
   */
  head: { key: "head" | "shared"; value: Head };
  /** Derived states of views, by the name of their projection. Never part of a write to the log. */
  checkpoints: { key: string; value: JsonObject };
}

/** An open database of one book. */
export type LogDatabase = IDBPDatabase<LogSchema>;

/** Every store of the log itself: reads see all of them at one moment. */
export const STORES = ["commits", "pages", "proofs", "refusals", "answers", "head"] as const;

/**
 * Rises with every release that writes what the one before cannot read: the browser then takes the database away from
 * tabs that still run the older release, and refuses it to them.
 * 1: the first. 2: events of several schema versions, and checkpoints. 3: pages; streams and accepted commands are found
 * without records of their own. 4: columns. 5: columns stand in a file instead.
 */
const DATABASE_VERSION = 5;

/** Called when another tab holds an older version of the database open and has to be closed. */
export type OnBlocked = () => void;

/** Opens the database of one book; makes it when it is not there, and brings an older one up to date. */
export async function openLogDatabase(
  name: string,
  { onLost, onBlocked }: { readonly onLost: OnLost; readonly onBlocked: OnBlocked },
): Promise<LogDatabase> {
  const database = await openDB<LogSchema>(name, DATABASE_VERSION, {
    async upgrade(created, from, _to, tx) {
      if (from < 2) created.createObjectStore("checkpoints");
      if (from < 1) {
        created.createObjectStore("commits");
        created.createObjectStore("refusals", { autoIncrement: true });
        created.createObjectStore("head");
      }
      if (from < 3) {
        created.createObjectStore("pages");
        created.createObjectStore("proofs");
        await upgradeAnswers(created, from, tx);
      }
      if (from === 4) created.deleteObjectStore("columns" as never);
    },
    blocked: onBlocked,
    blocking(_current, wanted) {
      database.close();
      onLost(wanted === null ? "deleted" : "upgraded");
    },
    terminated: () => onLost("closed"),
  });
  return database;
}

type Upgrade = IDBPTransaction<LogSchema, StoreNames<LogSchema>[], "versionchange">;

// Before version 3 every command had an answer, and every stream a version.
async function upgradeAnswers(created: LogDatabase, from: number, tx: Upgrade): Promise<void> {
  if (from >= 1) {
    created.deleteObjectStore("answers");
    created.deleteObjectStore("streams" as never);
  }
  const answers = created.createObjectStore("answers");
  const refusals = tx.objectStore("refusals");
  const [numbers, refused] = await Promise.all([refusals.getAllKeys(), refusals.getAll()]);
  await Promise.all(
    refused.map(({ command }, index) => answers.put(numbers[index] ?? 0, command.id)),
  );
}
