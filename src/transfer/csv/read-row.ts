import type { CommandInput } from "../../domain/command-input.ts";
import type { Mapping, TableKind } from "./fields.ts";
import type { CellForms } from "./guess-forms.ts";

/** The commands that tables can ask for. */
export type TableCommand = Extract<
  CommandInput,
  { readonly type: "RegisterClient" | "PlaceOrder" | "CreditWallet" | "DebitWallet" }
>;

/** What a table is about, where its fields stand, and how its cells are to be read. */
export interface TableMeaning {
  readonly kind: TableKind;
  readonly mapping: Mapping;
  readonly forms: CellForms;
}

/** A row that cannot be taken, and why. */
export interface RefusedRow {
  readonly row: number;
  /** The title of the column at fault, where it is one cell's. */
  readonly column?: string;
  readonly reason: string;
}

/** What one row says by itself: a command, or why it cannot be taken. */
export interface RowReading {
  readonly row: number;
  /** Rows with the same one are one order. */
  readonly reference?: string;
  readonly input?: TableCommand;
  readonly refused?: RefusedRow;
}
