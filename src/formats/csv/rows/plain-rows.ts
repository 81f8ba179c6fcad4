import { DETAILS } from "../../../domain/aggregates/client.ts";
import { writeDecimal } from "../../../domain/values/write-decimal.ts";
import type { EpochMs } from "../../../eventlog/envelope.ts";
import { writeInstant } from "../../../eventlog/util/rfc3339.ts";
import type { CsvCell } from "../../csv-writer.ts";
import type { CellReading } from "../cells/cell-reading.ts";
import { type Currency, currencyOf, readCurrency } from "../cells/currency-marks.ts";
import { withoutGuards } from "../cells/formula-guard.ts";
import { readDiscount, readMoney, readQuantity, splitPayment } from "../cells/parse-cells.ts";
import { hasTime, readDate } from "../cells/read-date.ts";
import { type DecimalSign, plainDecimal, splitNumber } from "../cells/written-number.ts";
import type { CellForms } from "../detection/detect-formats.ts";
import { LEFT_OUT, REASON_TITLE } from "../detection/title-words.ts";
import { ADDRESS_FIELDS, FIELDS, type FieldName, type Mapping, saysBalances } from "../fields.ts";
import type { Table, TableRow } from "../table.ts";
import { amountField, movedBy, rowSide } from "./read-payment.ts";
import { type Cells, createCells, rowCurrency } from "./row-cells.ts";
import type { TableMeaning } from "./row-reading.ts";

/** Rows as they were read, in a form that has one reading only. */
export interface PlainRows {
  /** Titles by which each column is known again as the field it was read as. */
  readonly columns: readonly string[];
  /**
   * The cells of a row: numbers with a decimal point and no groups, dates as ISO days or after RFC
   * 3339 in UTC, the currency always named. A cell that cannot be read is as it came.
   */
  cellsOf(row: TableRow): readonly CsvCell[];
}

/** Makes the writer of the rows of one table, with the columns and forms that were chosen. */
export function createPlainRows(table: Table, meaning: TableMeaning): PlainRows {
  const { kind, mapping } = meaning;
  const fields = FIELDS[kind].flatMap(({ name }) => {
    const isTold = name === "amount" && saysBalances((field) => mapping[field] !== undefined);
    const isWritten = mapping[name] !== undefined || (ALWAYS[kind].includes(name) && !isTold);
    return isWritten ? [name] : [];
  });
  const used = Object.values(mapping);
  const others = table.columns.flatMap((title, at) =>
    used.includes(at) || title === REASON_TITLE ? [] : [{ title, at }],
  );
  const firstRowOf = firstRowsOfOrders(table, meaning);
  return {
    columns: [
      ...fields.map((name) => TITLES[name]),
      ...others.map(({ title }) => withoutGuards(leftOut(title))),
    ],
    cellsOf(row) {
      const cells = createCells(row, table.columns, mapping);
      const first = firstRowOf(cells);
      const from = (field: FieldName): Cells =>
        OF_FIRST_ROW.includes(field) && cells.text(field) === "" ? first : cells;
      const ofOrder = rowCurrency(first, moneyField(first, mapping), meaning.forms);
      const currency = rowCurrency(cells, moneyField(cells, mapping), { currency: ofOrder });
      return [
        ...fields.map((field) => plainCell(field, from(field), meaning, currency)),
        ...others.map(({ at }) => withoutGuards(row.cells[at] ?? "")),
      ];
    },
  };
}

/** Fields that are written also where the table has no column for them. */
const ALWAYS: { readonly [Kind in TableMeaning["kind"]]: readonly FieldName[] } = {
  clients: [],
  orders: ["currency"],
  wallets: ["amount", "currency"],
  book: ["currency"],
};

const TITLES: { readonly [Name in FieldName]: string } = {
  ...{ username: "username", name: "name", email: "email", phone: "phone", client: "client" },
  ...{ address: "address", houseNumber: "house number", address2: "address 2" },
  ...{ postcode: "postcode", city: "city", region: "address region", country: "country" },
  ...{ reference: "order number", productCode: "product code", quantity: "quantity" },
  ...{
    unitPrice: "unit price",
    lineTotal: "line total",
    discount: "discount %",
    amount: "amount",
    debit: "debit",
  },
  ...{
    balance: "balance",
    credit: "credit",
    side: "side",
    currency: "currency",
    date: "date",
    time: "time",
  },
  ...{ paidAt: "paid by wallet", shippedAt: "shipped date", cancelledAt: "cancelled date" },
  ...{
    paidOrder: "order paid by wallet",
    record: "hindsight record",
    event: "hindsight event",
    orderId: "hindsight order",
    reason: "reason",
  },
};

// Under its own title it might be taken for a field that was chosen to be elsewhere, or nowhere.
function leftOut(title: string): string {
  return title.startsWith(LEFT_OUT) ? title : `${LEFT_OUT}${title}`;
}

/** Fields that a later row of an order leaves to its first one. */
const OF_FIRST_ROW: readonly FieldName[] = [
  ...(["client", ...DETAILS, ...ADDRESS_FIELDS, "currency", "date", "time"] as const),
];

/** The first row of the order that a row belongs to, where it has a number. */
function firstRowsOfOrders({ rows, columns }: Table, { kind, mapping }: TableMeaning) {
  const firstOf = new Map<string, Cells>();
  if (kind === "orders" && mapping.reference !== undefined) {
    for (const row of rows) {
      const cells = createCells(row, columns, mapping);
      const reference = cells.text("reference");
      if (reference && !firstOf.has(reference)) firstOf.set(reference, cells);
    }
  }
  return (cells: Cells): Cells => firstOf.get(cells.text("reference")) ?? cells;
}

function moneyField(cells: Cells, { unitPrice, lineTotal }: Mapping): FieldName {
  if (unitPrice !== undefined) return "unitPrice";
  return lineTotal === undefined ? amountField(cells) : "lineTotal";
}

function plainCell(
  field: FieldName,
  cells: Cells,
  { mapping, forms }: TableMeaning,
  code: string,
): CsvCell {
  const cell = cells.text(field);
  const { decimal } = forms;
  switch (field) {
    case "currency":
      // What is written but no currency stays to be mended.
      return cell !== "" && "problem" in readCurrency(cell) ? cell : code;
    case "date":
    case "paidAt":
    case "shippedAt":
    case "cancelledAt":
      return plainDate(cell, readDate(cell, forms.dates));
    case "balance":
    case "unitPrice":
    case "lineTotal":
      return plainMoney(cell, decimal, currencyOf(code));
    case "quantity":
      return number(readQuantity(cell, decimal), 0) ?? plainNumber(cell, decimal);
    case "discount":
      return number(readDiscount(cell, decimal, forms.areDiscountsFractions), 2) ?? cell;
    case "amount":
    case "debit":
    case "credit":
    case "side": {
      const amount = signedAmount(cells, forms, currencyOf(code));
      if (amount !== undefined) return field === "amount" ? amount : "";
      return field === "side" ? cell : plainNumber(cell, decimal);
    }
    default:
      return mapping[field] === undefined ? "" : cell;
  }
}

/** A payment with the sign of the way it goes, if its row says both clearly. */
function signedAmount(cells: Cells, forms: CellForms, money: Currency): CsvCell {
  const before = cells.problems.length;
  const field = amountField(cells);
  const { amount, side: written } = splitPayment(cells.text(field));
  const reading = readMoney(amount, forms.decimal, money);
  const side = rowSide(cells, field, written);
  if ("problem" in reading || cells.problems.length > before) return undefined;
  const value = movedBy(side, reading.value, forms);
  return value === undefined ? undefined : number({ value }, money.digits);
}

function plainMoney(cell: string, decimal: DecimalSign, money: Currency): CsvCell {
  return number(readMoney(cell, decimal, money), money.digits) ?? plainNumber(cell, decimal);
}

function number(reading: CellReading<number>, digits: number): CsvCell {
  if ("problem" in reading) return undefined;
  const sign = reading.value < 0 ? "-" : "";
  return { number: `${sign}${writeDecimal(Math.abs(reading.value), digits)}` };
}

// A number that no field takes as it is, with too many digits or below nothing: plain all the same.
function plainNumber(cell: string, decimal: DecimalSign): CsvCell {
  const written = splitNumber(cell);
  const plain = written?.marks.length === 0 ? plainDecimal(written, decimal) : undefined;
  if (!written || plain === undefined) return cell;
  return { number: `${written.isNegative ? "-" : ""}${plain}` };
}

function plainDate(cell: string, reading: CellReading<EpochMs>): CsvCell {
  if ("problem" in reading) return cell;
  if (hasTime(cell)) return writeInstant(reading.value);
  const date = new Date(reading.value);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return [String(year).padStart(4, "0"), twoDigits(month), twoDigits(day)].join("-");
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
