import type { Head } from "../envelope.ts";
import type { KeptColumns } from "./column-set.ts";

/** Columns that somebody derived from the first events of a log. */
export interface DerivedColumns {
  /** The last of these events: what belongs to another log, or to none, is known by its hash. */
  readonly head: Head;
  /** What the columns mean. */
  readonly shape: string;
  readonly columns: KeptColumns;
}

/** Keeps derived columns beside a log, for the next opening. Losing them costs time, and nothing else. */
export interface ColumnStore {
  /** What was kept last; nothing when it is not whole, or not as it was kept. */
  load(): Promise<DerivedColumns | undefined>;
  /** Keeps columns in place of those before. @throws StorageError when the browser does not write. */
  save(derived: DerivedColumns): Promise<void>;
}

/** Keeps nothing: for a log that is gone when the page is closed. */
export function createNoColumns(): ColumnStore {
  return { load: async () => undefined, save: async () => {} };
}
