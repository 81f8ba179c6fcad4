import type { BookStore } from "../store/book-store.ts";
import type { FileSource } from "../store/offered-file.ts";

/** Files that hold logs, as a file dialogue is told. */
export const LOG_FILES = ".ndjson,.jsonl,.json,.log,.txt,.gz,application/x-ndjson";

/** Files that hold tables. */
export const TABLE_FILES =
  ".csv,.tsv,.tab,.txt,.xlsx,.xlsm,.ods,text/csv,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.oasis.opendocument.spreadsheet";

/** Leads to the screen that takes a file: one for tables, one for logs. The file waits in the store until the screen has it. */
export function offerFile(store: BookStore, file: File, source: FileSource = BY_PERSON): void {
  const kind = isTable(file) ? "table" : "log";
  store.setState({ offered: { file, source, kind } });
  location.hash = kind === "table" ? "/csv" : "/transfer";
}

/** The source of a file that was chosen or dropped. */
export const BY_PERSON: FileSource = { kind: "person" };

function isTable({ name, type }: File): boolean {
  return (
    /\.(csv|tsv|tab|xls[xmb]?|ods)$/i.test(name) ||
    /^text\/(csv|tab-separated-values)|spreadsheet|ms-excel/.test(type)
  );
}
