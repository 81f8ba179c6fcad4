import type { Head } from "./envelope.ts";
import type { KeptColumns } from "./packed/shelf.ts";

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
  close(): void;
}

/** Keeps nothing: for a log that is gone when the page is closed. */
export function createNoColumns(): ColumnStore {
  return { load: async () => undefined, save: async () => {}, close() {} };
}

/** What is known of a stored column: the numbers of a kind that it holds, or bytes of texts; each part has a checksum. */
export interface ColumnRecord {
  readonly kind: "float64" | "uint32" | "uint8" | "texts";
  readonly length: number;
  readonly checksums: readonly number[];
}

/** Which columns are good: those under the generation. Written last. */
export interface ColumnsRecord {
  readonly head: Head;
  readonly shape: string;
  readonly generation: string;
  readonly columns: Readonly<Record<string, ColumnRecord>>;
}
