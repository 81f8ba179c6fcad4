import type { RejectionCode } from "../../../domain/rejection.ts";

/** What is wrong with a cell by itself. */
type CellFault =
  | "empty-cell"
  | "no-number"
  | "no-whole-number"
  | "no-percentage"
  | "too-many-digits"
  | "too-large"
  | "other-currency"
  | "no-currency"
  | "no-date"
  | "no-side"
  | "contrary-sides"
  | "debit-and-credit"
  | "nothing-moved"
  | "less-than-nothing"
  | "uneven-total"
  | "broken-letter";

/** What is wrong with a row, or with it beside others. */
type RowFault =
  | "too-many-cells"
  | "no-data"
  | "returned"
  | "other-row-refused"
  | "mixed-order"
  | "said-twice"
  | "order-differs"
  | "comes-with-order"
  | "order-refused"
  | "address-left-out"
  | "unpaid"
  | "no-record";

/** What can be wrong with a table, before the book is asked. */
export type TableFault = CellFault | RowFault;

/** Why a row of a table is refused, whatever stands in it. */
export type RefusalCode = TableFault | RejectionCode;
