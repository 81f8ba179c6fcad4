import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { RefusalRecord } from "./answer.ts";
import type { Commit } from "./commit.ts";
import type {
  CommandId,
  Head,
  JsonObject,
  Position,
  StreamName,
  StreamVersion,
} from "./envelope.ts";

import type { OnLost } from "./event-log.ts";

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
  /** Derived states of views, by the name of their projection. Never part of a write to the log. */
  checkpoints: { key: string; value: JsonObject };
}

/** An open database of one book. */
export type LogDatabase = IDBPDatabase<LogSchema>;

/** Every store of the log itself: a write transaction covers them all. */
export const STORES = ["commits", "refusals", "answers", "streams", "head"] as const;

/**
 * Rises with every release that writes what the one before cannot read: the browser then takes the database away from
 * tabs that still run the older release, and refuses it to them.
 * 1: the first. 2: events of several schema versions, and checkpoints.
 */
const DATABASE_VERSION = 2;

/** Called when another tab holds an older version of the database open and has to be closed. */
export type OnBlocked = () => void;

/** Opens the database of one book; makes it when it is not there, and brings an older one up to date. */
export async function openLogDatabase(
  name: string,
  { onLost, onBlocked }: { readonly onLost: OnLost; readonly onBlocked: OnBlocked },
): Promise<LogDatabase> {
  const database = await openDB<LogSchema>(name, DATABASE_VERSION, {
    upgrade(created, from) {
      if (from < 2) created.createObjectStore("checkpoints");
      if (from >= 1) return;
      created.createObjectStore("commits");
      created.createObjectStore("refusals", { autoIncrement: true });
      created.createObjectStore("answers");
      created.createObjectStore("streams");
      created.createObjectStore("head");
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
