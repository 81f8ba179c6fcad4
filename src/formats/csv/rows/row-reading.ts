import type { Detail } from "../../../domain/aggregates/client.ts";
import type { CommandInput } from "../../../domain/command-schema.ts";
import type { EpochMs } from "../../../eventlog/envelope.ts";
import type { CellForms } from "../detection/detect-formats.ts";
import type { Mapping, OrderStepField, TableKind } from "../fields.ts";
import type { RefusalCode } from "./refusal-code.ts";

/** The commands that tables can ask for. */
export type TableCommand = Extract<
  CommandInput,
  {
    readonly type:
      | "RegisterClient"
      | "ChangeClient"
      | "PlaceOrder"
      | "ChangeOrderLines"
      | "PayOrder"
      | "ShipOrder"
      | "CancelOrder"
      | "CreditWallet"
      | "DebitWallet";
  }
>;

/** One kind of these commands. */
export type TableCommandOf<Type extends TableCommand["type"]> = Extract<
  TableCommand,
  { readonly type: Type }
>;

/** What a table is about, where its fields stand, and how its cells are to be read. */
export interface TableMeaning {
  readonly kind: TableKind;
  readonly mapping: Mapping;
  readonly forms: CellForms;
  readonly newClients: NewClients;
}

/** What becomes of orders whose client is not in the book. */
export interface NewClients {
  /** Whether such a client is added with the first of them. */
  readonly areAdded: boolean;
  /** Who placed the orders that name no client; empty where they are refused. */
  readonly walkIn: string;
}

/** How a table is meant until somebody says otherwise. */
export const NEW_CLIENTS: NewClients = { areAdded: true, walkIn: "" };

/** What an order tells of its client beside the username. */
export type ClientTold = Pick<TableCommandOf<"RegisterClient">, Detail>;

/** When an order took each of the steps that it has taken. */
export type OrderSteps = { readonly [Field in OrderStepField]?: EpochMs };

/** A row that cannot be taken, and why. */
export interface RefusedRow {
  readonly row: number;
  /** The title of the column at fault, where it is one cell's. */
  readonly column?: string;
  readonly code: RefusalCode;
  /** A sentence that says what is wrong, with what stands in the row. */
  readonly reason: string;
}

/** What one row says by itself: a command, or why it cannot be taken. */
export interface RowReading {
  readonly row: number;
  /** The number of its order. */
  readonly reference?: string;
  /** Rows with the same one are one command. */
  readonly group?: string;
  readonly input?: TableCommand;
  readonly told?: ClientTold;
  /** When its order took which step. */
  readonly steps?: OrderSteps;
  /** Whether a payment says what is to be in the wallet, and not what moves. */
  readonly isBalance?: true;
  readonly refused?: RefusedRow;
  /** Whether the other rows of its order are taken all the same where it is refused. */
  readonly isLeftOut?: true;
}
