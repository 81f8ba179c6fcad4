import type { BookStore } from "../store/book-store.ts";

/** Files that hold logs, as a file dialogue is told. */
export const LOG_FILES = ".ndjson,.jsonl,.json,.log,.txt,.gz,application/x-ndjson";

/** Files that hold tables. */
export const TABLE_FILES = ".csv,.tsv,.tab,.txt,text/csv,text/tab-separated-values";

/** Leads to the screen that takes a file: one for tables, one for logs. The file waits in the store until the screen has it. */
export function offerFile(store: BookStore, file: File): void {
  store.setState({ offered: file });
  location.hash = isTable(file) ? "/csv" : "/transfer";
}

function isTable({ name, type }: File): boolean {
  return /\.(csv|tsv|tab)$/i.test(name) || /^text\/(csv|tab-separated-values)/.test(type);
}
