import type { CommandInput } from "../../domain/command-input.ts";
import type { EpochMs } from "../../eventlog/envelope.ts";
import {
  type CellReading,
  type Currency,
  currencyOf,
  readCurrency,
  readDate,
  readDecimal,
  readDiscount,
  readMoney,
  readQuantity,
} from "./cells.ts";
import type { FieldName, Mapping, TableKind } from "./fields.ts";
import { withoutGuards } from "./formula-guard.ts";
import type { CellForms } from "./guess-forms.ts";
import type { Table, TableRow } from "./read-table.ts";

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
export type ClientTold = Pick<
  Extract<TableCommand, { readonly type: "RegisterClient" }>,
  "name" | "email" | "phone"
>;

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
  readonly told?: ClientTold;
  readonly refused?: RefusedRow;
  /** Whether the other rows of its order are taken all the same where it is refused. */
  readonly isLeftOut?: true;
}

/**
 * Makes the reader of the rows of one table, to be asked in their order: what a later row of an
 * order leaves out is as its first row says.
 */
export function createRowReader(
  { columns }: Pick<Table, "columns">,
  { kind, mapping, forms, newClients }: TableMeaning,
): (row: TableRow) => RowReading {
  const readCommand = COMMAND_OF[kind];
  const context: RowContext = {
    ...{ forms, walkIn: newClients.walkIn.trim() },
    currencies: rememberCurrencies(),
    beginnings: new Map(),
  };
  return ({ row, cells: written }) => {
    const surplus = written.findIndex(
      (cell, index) => index >= columns.length && cell.trim() !== "",
    );
    if (surplus >= 0) {
      const reason = `It has ${surplus + 1} cells, but the table has ${columns.length} columns. A cell that holds the separator stands in quotation marks.`;
      return { row, refused: { row, reason } };
    }
    const cells = createCells({ row, cells: written }, columns, mapping);
    const reference = kind === "orders" ? plainNumber(cells.text("reference")) : "";
    const returned = kind === "orders" && lessThanNothing(cells, forms);
    if (returned) return { row, refused: { row, ...returned }, isLeftOut: true };
    const input = readCommand(cells, context);
    const [refused] = cells.problems;
    return {
      row,
      ...(reference && { reference }),
      ...(refused ? { refused } : { input, ...(kind === "orders" && { told: detailsIn(cells) }) }),
    };
  };
}

/** What is known beside the cells of a row. */
interface RowContext {
  readonly forms: CellForms;
  readonly walkIn: string;
  readonly currencies: Currencies;
  /** What the first row of each order says, by its number. */
  readonly beginnings: Map<string, { readonly client: string; readonly currency: string }>;
}

/** The cells of one row, by the fields they stand for. Whatever is wrong with one is kept. */
interface Cells {
  readonly problems: readonly RefusedRow[];
  /** The title of the column in which a field stands. */
  titleOf(field: FieldName): string | undefined;
  /** A text, which may be empty. */
  text(field: FieldName): string;
  /** A text that must be there. */
  needed(field: FieldName): string;
  /** What a cell says; nothing where it is empty. */
  read<Value>(field: FieldName, reader: (cell: string) => CellReading<Value>): Value | undefined;
  refuse(field: FieldName, reason: string): void;
}

function createCells(
  { row, cells }: TableRow,
  columns: readonly string[],
  mapping: Mapping,
): Cells {
  const problems: RefusedRow[] = [];
  const text = (field: FieldName): string => {
    const place = mapping[field];
    return place === undefined ? "" : withoutGuards((cells[place] ?? "").trim());
  };
  const titleOf = (field: FieldName): string | undefined => columns[mapping[field] ?? -1];
  const refuse = (field: FieldName, reason: string): void => {
    const column = titleOf(field);
    problems.push({ row, ...(column !== undefined && { column }), reason: `${reason}.` });
  };
  return {
    ...{ problems, text, refuse, titleOf },
    needed(field) {
      const cell = text(field);
      if (cell === "") refuse(field, "The cell is empty");
      return cell;
    },
    read(field, reader) {
      const cell = text(field);
      if (cell === "") return undefined;
      const reading = reader(cell);
      if ("value" in reading) return reading.value;
      refuse(field, reading.problem);
      return undefined;
    },
  };
}

type Currencies = (code: string) => Currency;

const COMMAND_OF: {
  readonly [Kind in TableKind]: (cells: Cells, context: RowContext) => TableCommand;
} = { clients: readClient, orders: readOrderLine, wallets: readMovement };

const DETAILS = ["name", "email", "phone"] as const;

function readClient(cells: Cells, { forms }: RowContext): TableCommand {
  const username = plainNumber(cells.needed("username"));
  return { type: "RegisterClient", username, ...detailsIn(cells), ...when(cells, forms) };
}

function detailsIn(cells: Cells): ClientTold {
  const details = DETAILS.flatMap((field) => {
    const detail = cells.text(field);
    return detail ? [[field, detail] as const] : [];
  });
  return Object.fromEntries(details);
}

function readOrderLine(cells: Cells, context: RowContext): TableCommand {
  const { forms, walkIn, currencies, beginnings } = context;
  const { decimal, areDiscountsFractions } = forms;
  const reference = plainNumber(cells.text("reference"));
  const beginning = beginnings.get(reference);
  const client =
    plainNumber(cells.text("client")) || beginning?.client || walkIn || cells.needed("client");
  const productCode = cells.needed("productCode");
  const quantity = neededNumber(cells, "quantity", (cell) => readQuantity(cell, decimal));
  const currency = cells.read("currency", readCurrency) ?? beginning?.currency ?? forms.currency;
  if (reference && !beginning) beginnings.set(reference, { client, currency });
  const money = currencies(currency);
  const unitPrice = neededNumber(cells, "unitPrice", (cell) => readMoney(cell, decimal, money));
  if (unitPrice < 0) cells.refuse("unitPrice", "A price cannot be less than nothing");
  const discount = cells.read("discount", (cell) =>
    readDiscount(cell, decimal, areDiscountsFractions),
  );
  return {
    type: "PlaceOrder",
    client,
    lines: [{ productCode, quantity, unitPrice, ...(discount && { discount }) }],
    currency,
    ...(reference && { reference }),
    ...when(cells, forms),
  };
}

function readMovement(cells: Cells, { forms, currencies }: RowContext): TableCommand {
  const client = plainNumber(cells.needed("client"));
  const currency = cells.read("currency", readCurrency) ?? forms.currency;
  const money = currencies(currency);
  const amount = neededNumber(cells, "amount", (cell) => readMoney(cell, forms.decimal, money));
  if (amount === 0 && cells.problems.length === 0) cells.refuse("amount", "Nothing is moved");
  return {
    type: amount < 0 ? "DebitWallet" : "CreditWallet",
    client,
    amount: Math.abs(amount),
    currency,
    ...when(cells, forms),
  };
}

// As programs write whole numbers that count in decimals: “17850.0” is 17850.
function plainNumber(text: string): string {
  return /^(\d+)\.0+$/.exec(text)?.[1] ?? text;
}

// Nothing can be returned yet: such a row is left out, and what else its order holds is taken.
function lessThanNothing(
  cells: Cells,
  { decimal }: CellForms,
): Pick<RefusedRow, "column" | "reason"> | undefined {
  const quantity = readDecimal(cells.text("quantity"), decimal, 0);
  if (!("value" in quantity) || quantity.value >= 0) return undefined;
  const column = cells.titleOf("quantity");
  const reason = `“${cells.text("quantity")}” is less than nothing: goods that came back are left out, as an order cannot hold them.`;
  return { ...(column !== undefined && { column }), reason };
}

function neededNumber(
  cells: Cells,
  field: FieldName,
  reader: (cell: string) => CellReading<number>,
): number {
  return cells.needed(field) === "" ? 0 : (cells.read(field, reader) ?? 0);
}

function when(cells: Cells, { dates }: CellForms): { readonly occurredAt?: EpochMs } {
  const occurredAt = cells.read("date", (cell) => readDate(cell, dates));
  return occurredAt === undefined ? {} : { occurredAt };
}

function rememberCurrencies(): Currencies {
  const known = new Map<string, Currency>();
  return (code) => {
    const currency = known.get(code) ?? currencyOf(code);
    known.set(code, currency);
    return currency;
  };
}
