import type { CommandInput } from "../../domain/command-input.ts";
import type { EpochMs } from "../../eventlog/envelope.ts";
import {
  type CellReading,
  type Currency,
  currencyOf,
  readCurrency,
  readDate,
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

/** Makes the reader of the rows of one table. */
export function createRowReader(
  { columns }: Pick<Table, "columns">,
  { kind, mapping, forms }: TableMeaning,
): (row: TableRow) => RowReading {
  const readCommand = COMMAND_OF[kind];
  const currency = rememberCurrencies();
  return ({ row, cells: written }) => {
    const surplus = written.findIndex(
      (cell, index) => index >= columns.length && cell.trim() !== "",
    );
    if (surplus >= 0) {
      const reason = `It has ${surplus + 1} cells, but the table has ${columns.length} columns. A cell that holds the separator stands in quotation marks.`;
      return { row, refused: { row, reason } };
    }
    const cells = createCells({ row, cells: written }, columns, mapping);
    const input = readCommand(cells, forms, currency);
    const reference = kind === "orders" ? cells.text("reference") : "";
    const [refused] = cells.problems;
    return { row, ...(reference && { reference }), ...(refused ? { refused } : { input }) };
  };
}

/** The cells of one row, by the fields they stand for. Whatever is wrong with one is kept. */
interface Cells {
  readonly problems: readonly RefusedRow[];
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
  const refuse = (field: FieldName, reason: string): void => {
    const column = columns[mapping[field] ?? -1];
    problems.push({ row, ...(column !== undefined && { column }), reason: `${reason}.` });
  };
  return {
    ...{ problems, text, refuse },
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
  readonly [Kind in TableKind]: (
    cells: Cells,
    forms: CellForms,
    currencies: Currencies,
  ) => TableCommand;
} = { clients: readClient, orders: readOrderLine, wallets: readMovement };

const DETAILS = ["name", "email", "phone"] as const;

function readClient(cells: Cells, forms: CellForms): TableCommand {
  const username = cells.needed("username");
  const details = DETAILS.flatMap((field) => {
    const detail = cells.text(field);
    return detail ? [[field, detail] as const] : [];
  });
  return {
    type: "RegisterClient",
    username,
    ...Object.fromEntries(details),
    ...when(cells, forms),
  };
}

function readOrderLine(cells: Cells, forms: CellForms, currencies: Currencies): TableCommand {
  const { decimal, areDiscountsFractions } = forms;
  const reference = cells.text("reference");
  const client = cells.needed("client");
  const productCode = cells.needed("productCode");
  const quantity = neededNumber(cells, "quantity", (cell) => readQuantity(cell, decimal));
  const currency = cells.read("currency", readCurrency) ?? forms.currency;
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

function readMovement(cells: Cells, forms: CellForms, currencies: Currencies): TableCommand {
  const client = cells.needed("client");
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
