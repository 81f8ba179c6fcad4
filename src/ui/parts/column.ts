import type { ReactNode } from "react";
import type { Sorting } from "./column-header.tsx";

/** How much room a table must have for a column to be shown. */
export type Room = "any" | "medium" | "wide";

/** One column. Widths are tracks of a CSS grid. */
export interface Column<Row> {
  readonly title: string;
  readonly width: string;
  readonly end?: boolean;
  /** Read out only, where the cells speak for themselves. */
  readonly isTitleUnseen?: boolean;
  /** Shown in any table when left out. */
  readonly room?: Room;
  /** The order a table can be brought into by this column, as it is asked for first; none when left out. */
  readonly sort?: Sorting;
  cell(row: Row): ReactNode;
  /** The event that gave a cell its value, by its position; undefined where none did. Looked up only when asked for. */
  changedAt?(row: Row): number | undefined;
}

/** What leads from a cell to the event that gave it its value. */
export interface CellOrigins<Row> {
  /** How a row is called, as in “order 12”. */
  nameOf(row: Row): string;
  onGo(position: number): void;
}
