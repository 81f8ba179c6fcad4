import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { RefusalRecord } from "./answer.ts";
import type { Commit } from "./commit.ts";
import type { CommandId, Head, Position, StreamName, StreamVersion } from "./envelope.ts";

/** Where the answer to a command stands: the commit at a position, or a refusal under its number. */
export type AnswerRef = { readonly commit: Position } | { readonly refusal: number };

/** One book's database. Every command touches all of it in one transaction, or nothing. */
export interface LogSchema extends DBSchema {
  /** The truth: one record a commit, under the position of its first event. */
  commits: { key: Position; value: Commit };
  /** Refused commands, in order. */
  refusals: { key: number; value: RefusalRecord };
  /** Command id → its first answer. */
  answers: { key: CommandId; value: AnswerRef };
  /** Last version of each stream. */
  streams: { key: StreamName; value: StreamVersion };
  /** End of the log. Stands apart from the commits, so that a lost tail is noticed. */
  head: { key: "head"; value: Head };
}

/** An open database of one book. */
export type LogDatabase = IDBPDatabase<LogSchema>;

/** Every store of the database: a write transaction covers them all. */
export const STORES = ["commits", "refusals", "answers", "streams", "head"] as const;

const SCHEMA_VERSION = 1;

/** Why a connection is lost: another tab deletes or upgrades the database, or the browser closed it. */
export type LossReason = "deleted" | "upgraded" | "closed";

/** Called once the connection is lost. */
export type OnLost = (reason: LossReason) => void;

/** Opens the database of one book, and makes it when it is not there. */
export async function openLogDatabase(name: string, onLost: OnLost): Promise<LogDatabase> {
  const database = await openDB<LogSchema>(name, SCHEMA_VERSION, {
    upgrade(created) {
      created.createObjectStore("commits");
      created.createObjectStore("refusals", { autoIncrement: true });
      created.createObjectStore("answers");
      created.createObjectStore("streams");
      created.createObjectStore("head");
    },
    blocking(_current, wanted) {
      database.close();
      onLost(wanted === null ? "deleted" : "upgraded");
    },
    terminated: () => onLost("closed"),
  });
  return database;
}
