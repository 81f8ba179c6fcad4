import type { Position } from "../../eventlog/envelope.ts";
import type { RowList } from "./row-list.ts";

/** By what rows are sorted, and which way. */
export interface Sort<By extends string> {
  readonly by: By;
  readonly descending: boolean;
}

/** Rows that fit a query, in its order, as of any position. What it takes is read once for all positions. */
export interface RowSearch<Query> {
  /**
   * Reads what a query asks for and is not known yet, step by step, so that it can be done between two frames; may be put
   * down and left at any step.
   */
  prepare(query: Query): Generator<void>;
  /**
   * The rows as of a position, as far as they are known: all of them once `prepare` is through. Until then the newest that
   * hold the text, and in order of creation while their own order is not known.
   */
  list(at: Position, query: Query): RowList;
}
