import type { FileSource } from "../../application/files/offered-file.ts";
import type { BookStore } from "../../application/store/book-store.ts";

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
