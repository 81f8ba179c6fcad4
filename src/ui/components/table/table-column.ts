import type { ReactNode } from "react";
import type { Sorting } from "./column-header.tsx";

/** How much room a table must have for a column to be shown. */
export type Room = "any" | "medium" | "wide";

/** One column. Widths are tracks of a CSS grid. */
export interface Column<Row> {
  readonly title: string;
  readonly width: string;
  /** Its width in a narrow table, where it is another one. */
  readonly narrowWidth?: string;
  /** Set at the end of its column, as numbers are, and never cut. */
  readonly end?: boolean;
  /**
   * Goes on in further lines before it is cut: for texts with amounts in them. On a narrow screen
   * rows have more of those; “below” gives it the whole width there, under the other cells.
   */
  readonly wraps?: boolean | "below";
  /** Read out only, where the cells speak for themselves. */
  readonly isTitleUnseen?: boolean;
  /** Left out on paper: it holds what is operated. */
  readonly isOnScreenOnly?: boolean;
  /** Shown in any table when left out. */
  readonly room?: Room;
  /** The order a table can be brought into by this column, as it is asked for first; none when left out. */
  readonly sort?: Sorting;
  cell(row: Row): ReactNode;
  /** What gave a cell its value; undefined where nothing did. Looked up only when asked for. */
  origin?(row: Row): CellOrigin | undefined;
}

/** The event that gave a cell its value, by its position, and the way there. */
export interface CellOrigin {
  readonly position: number;
  open(): void;
}

/** What a row is called where its cells are asked for their origins. */
export interface CellOrigins<Row> {
  /** As in “order 12”. */
  nameOf(row: Row): string;
}
