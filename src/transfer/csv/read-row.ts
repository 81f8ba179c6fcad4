import type { CommandInput } from "../../domain/command-input.ts";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { type CellReading, quoteCell } from "./cell-reading.ts";
import { currencyIn, readDiscount, readMoney, readQuantity, splitPayment } from "./cells.ts";
import { type Currency, currencyOf, readCurrency } from "./currency-marks.ts";
import type { FieldName, Mapping, TableKind } from "./fields.ts";
import { withoutGuards } from "./formula-guard.ts";
import type { CellForms } from "./guess-forms.ts";
import { type PaymentSide, sideOf } from "./payment-side.ts";
import { readDate } from "./read-date.ts";
import type { Table, TableRow } from "./read-table.ts";
import { whyNoData } from "./row-of-no-data.ts";

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
  const places = Object.values(mapping);
  return ({ row, cells: written }) => {
    const surplus = written.findIndex(
      (cell, index) => index >= columns.length && cell.trim() !== "",
    );
    if (surplus >= 0) {
      const reason = `It has ${surplus + 1} cells, but the table has ${columns.length} columns. A cell that holds the separator stands in quotation marks.`;
      return { row, refused: { row, reason } };
    }
    const reason = whyNoData(written, columns, kind, mapping);
    if (reason !== undefined) return { row, refused: { row, reason } };
    const cut = places.find((place) => written[place]?.includes(UNREADABLE));
    if (cut !== undefined) {
      return { row, refused: { row, column: columns[cut] ?? "", reason: cutLetter(written[cut]) } };
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

/** What decoding leaves of bytes that are no letter. */
const UNREADABLE = "\ufffd";

function cutLetter(cell = ""): string {
  return `${quoteCell(cell)} has a letter that cannot be read: its bytes are broken in the file.`;
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
  const currency = rowCurrency(cells, "unitPrice", forms);
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
  const field = amountField(cells);
  const currency = rowCurrency(cells, field, forms);
  const money = currencies(currency);
  const written = splitPayment(cells.needed(field));
  const read = (): CellReading<number> => readMoney(written.amount, forms.decimal, money);
  const amount = neededNumber(cells, field, read);
  const side = rowSide(cells, field, written.side);
  if (amount === 0 && cells.problems.length === 0) cells.refuse(field, "Nothing is moved");
  if (side === "credit" && amount < 0) {
    cells.refuse(field, "The amount is less than nothing, but the row says that it came in");
  }
  return {
    type: (side ?? (amount < 0 ? "debit" : "credit")) === "debit" ? "DebitWallet" : "CreditWallet",
    client,
    amount: Math.abs(amount),
    currency,
    ...when(cells, forms),
  };
}

/** Where the amount of a payment stands: of two columns, in the one that holds more than zero. */
function amountField(cells: Cells): "amount" | "debit" | "credit" {
  const filled = (["debit", "credit"] as const).filter((name) => /[1-9]/.test(cells.text(name)));
  const [only] = filled;
  if (filled.length > 1) cells.refuse("credit", "The row has both a debit and a credit");
  return only ?? (cells.text("amount") === "" && cells.text("debit") !== "" ? "debit" : "amount");
}

/** Which way the money goes, where a column or the amount itself says so. */
function rowSide(
  cells: Cells,
  field: "amount" | "debit" | "credit",
  written: PaymentSide | undefined,
): PaymentSide | undefined {
  const named = cells.read("side", (cell): CellReading<PaymentSide> => {
    const value = sideOf(cell);
    return value
      ? { value }
      : { problem: `${quoteCell(cell)} is neither debit nor credit, such as S or H, Dr or Cr` };
  });
  const said = [field === "amount" ? undefined : field, named, written].filter(Boolean);
  const [first] = said;
  if (said.some((side) => side !== first)) {
    cells.refuse(field, "One cell says debit, another one credit");
  }
  return first;
}

/** The currency of a row: as its own column says, or a mark beside the number, or as of the table. */
function rowCurrency(cells: Cells, field: FieldName, { currency }: CellForms): string {
  const named = cells.read("currency", readCurrency);
  if (named !== undefined) return named;
  const mark = currencyIn(cells.text(field));
  const [first = currency] = mark?.codes ?? [];
  return mark?.isSure && !mark.codes.includes(currency) ? first : currency;
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
