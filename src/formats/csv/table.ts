/** A row of a table, under the number that a spreadsheet gives it: the first one is 1. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A table of texts. */
export interface Table {
  /** Titles of the columns, no two alike; made up where the table has none. */
  readonly columns: readonly string[];
  /** The rows below the titles that hold anything. */
  readonly rows: readonly TableRow[];
  /** The first rows that hold anything, from which the row of titles can be chosen. */
  readonly head: readonly TableRow[];
}

/** How a text is cut into cells. */
export interface TableForm {
  readonly separator: Separator;
  /** The number of the row that holds the titles of the columns; undefined where none does. */
  readonly titleRow: number | undefined;
}

/** Signs that set cells apart. */
export const SEPARATORS = [",", ";", "\t", "|"] as const;

/** One of them. */
export type Separator = (typeof SEPARATORS)[number];
