import { createBreathing } from "../../../eventlog/util/yield-to-main.ts";
import { isNothing } from "../cells/cell-reading.ts";
import { type CurrencyMark, currencyInTitle, currencyMark } from "../cells/currency-marks.ts";
import { currencyIn, splitPayment } from "../cells/parse-cells.ts";
import { sideOf } from "../cells/payment-side.ts";
import { type DateOrder, numberedDay, readDate } from "../cells/read-date.ts";
import {
  DECIMAL_SIGNS,
  type DecimalSign,
  plainDecimal,
  splitNumber,
} from "../cells/written-number.ts";
import { DATE_FIELDS, type FieldName, type Mapping, MONEY_FIELDS } from "../fields.ts";
import type { Table, TableRow } from "../table.ts";
import { wordsOfTitle } from "./title-words.ts";

/** A cell of a table, by where it is found. */
export interface CellPlace {
  readonly row: number;
  /** The title of its column. */
  readonly column: string;
  readonly cell: string;
}

/** A number that has one value with a decimal point and another with a decimal comma. */
export interface UnclearNumber extends CellPlace {
  readonly values: Readonly<Record<DecimalSign, number>>;
  /** The sign in it, which has three digits behind it. */
  readonly sign: DecimalSign;
  /** Whether it counts pieces. */
  readonly isWhole: boolean;
  /** The currency that its row names. */
  readonly currency: string | undefined;
}

/** What the cells of all rows say about how they are to be read; equal cells count once. */
export interface FormsSurvey {
  readonly decimals: {
    /** How many numbers can be read with this sign alone. */
    readonly votes: Readonly<Record<DecimalSign, number>>;
    /** The first number of each kind that has two readings. */
    readonly unclear: readonly UnclearNumber[];
  };
  readonly dates: {
    /** How many of the days in numbers with the year behind can be read in each order. */
    readonly readable: Readonly<Record<DateOrder, number>>;
    readonly total: number;
    /** Whether all of these are written with points. */
    readonly areDotted: boolean;
    /** Whether any day has its year of four digits before it. */
    readonly isYearFirst: boolean;
    /** A day that has several readings, and the orders of these. */
    readonly unclear: (CellPlace & { readonly orders: readonly DateOrder[] }) | undefined;
  };
  readonly currencies: {
    /** Those that are named beside numbers, in the order they are met. */
    readonly sure: readonly string[];
    /** A number with a sign that several currencies share. */
    readonly shared: (CellPlace & { readonly codes: readonly string[] }) | undefined;
    /** The one that the title of a column names: of its numbers without any. */
    readonly titled: string | undefined;
    /** A number without any, in a column that names none either. */
    readonly unmarked: CellPlace | undefined;
  };
  /** A discount such as 0.05, in a column that has no larger one and whose title does not tell. */
  readonly unclearDiscount: CellPlace | undefined;
  /** Money out that is below 0, where other money out is above it. */
  readonly unclearDebit: CellPlace | undefined;
}

/**
 * Looks at all cells of a table that hold numbers and dates, in steps that let the page draw.
 * @throws the signal's reason when it is broken off.
 */
export async function surveyForms(
  table: Table,
  mapping: Mapping,
  signal: AbortSignal,
): Promise<FormsSurvey> {
  const { columns } = table;
  const decimals = surveyDecimals();
  const dates = surveyDates();
  const currencies = surveyCurrencies();
  const discounts = surveyDiscounts(columns[mapping.discount ?? -1] ?? "");
  const debits = surveyDebits(columns, mapping);
  const looks = FIELDS_READ.flatMap((field) => {
    const at = mapping[field];
    if (at === undefined) return [];
    const column = columns[at] ?? "";
    return [{ field, at, column, titled: currencyInTitle(column), isNew: createSieve() }];
  });
  // A later row of an order may leave its currency to the first one.
  const mayContinue = mapping.reference !== undefined && mapping.currency !== undefined;
  const breathe = createBreathing();
  for (const [index, row] of table.rows.entries()) {
    const currency = namedCurrency(row, mapping);
    debits.look(row);
    for (const { field, at, column, titled, isNew } of looks) {
      const cell = row.cells[at]?.trim() ?? "";
      if (
        cell === "" ||
        isNothing(cell) ||
        !isNew(currency === undefined ? cell : `${currency} ${cell}`)
      )
        continue;
      const place = { row: row.row, column, cell };
      if (DATE_FIELDS.includes(field)) dates.look(place);
      else if (field === "currency") currencies.name(place, currencyMark(cell));
      else decimals.look(place, field, currency);
      if (field === "discount") discounts.look(place);
      else if (MONEY_FIELDS.includes(field) && currency === undefined) {
        const mark = currencyIn(cell);
        if (mark) currencies.name(place, mark);
        else if (titled) currencies.entitle(place, titled);
        else if (!mayContinue) currencies.miss(place);
      }
    }
    if (index % ROWS_A_STEP === 0) {
      await breathe();
      signal.throwIfAborted();
    }
  }
  return {
    decimals: decimals.end(),
    dates: dates.end(),
    currencies: currencies.end(),
    unclearDiscount: discounts.end(),
    unclearDebit: debits.end(),
  };
}

const FIELDS_READ: readonly FieldName[] = [
  ...MONEY_FIELDS,
  "quantity",
  "discount",
  ...DATE_FIELDS,
  "currency",
];
/** Rows between two looks at the clock. */
const ROWS_A_STEP = 500;
/** Cells that are remembered of a column: beyond these some are looked at twice. */
const REMEMBERED_CELLS = 50_000;

function createSieve(): (cell: string) => boolean {
  const seen = new Set<string>();
  return (cell) => {
    if (seen.has(cell)) return false;
    if (seen.size < REMEMBERED_CELLS) seen.add(cell);
    return true;
  };
}

function namedCurrency({ cells }: TableRow, { currency }: Mapping): string | undefined {
  const cell = currency === undefined ? "" : (cells[currency]?.trim() ?? "");
  return cell === "" ? undefined : (currencyMark(cell)?.codes[0] ?? cell);
}

function surveyDecimals() {
  const votes = { ".": 0, ",": 0 };
  const unclear = new Map<string, UnclearNumber>();
  return {
    look(place: CellPlace, field: FieldName, currency: string | undefined): void {
      if (!/[.,:٫]/.test(place.cell)) return;
      const values = valuesOf(place.cell, field);
      const [first, second] = DECIMAL_SIGNS.filter((sign) => values[sign] !== undefined);
      if (first === undefined) return;
      if (second === undefined) votes[first] += 1;
      else if (values[first] !== values[second]) {
        const sign = place.cell.includes(",") ? "," : ".";
        const isWhole = field === "quantity";
        const code = currency ?? currencyIn(place.cell)?.codes[0];
        const kind = `${sign} ${isWhole} ${code}`;
        if (unclear.has(kind)) return;
        const number = { values: values as UnclearNumber["values"], sign, isWhole, currency: code };
        unclear.set(kind, { ...place, ...number } as UnclearNumber);
      }
    },
    end: () => ({ votes, unclear: [...unclear.values()] }),
  };
}

function valuesOf(cell: string, field: FieldName): Partial<Record<DecimalSign, number>> {
  const number = splitNumber(splitPayment(cell).amount);
  if (!number) return {};
  const values = DECIMAL_SIGNS.flatMap((sign) => {
    const plain = plainDecimal(number, sign);
    // No discount is of a thousand per cent.
    const isNone = plain === undefined || (field === "discount" && Number(plain) > 100);
    return isNone ? [] : [[sign, number.isNegative ? -Number(plain) : Number(plain)] as const];
  });
  return Object.fromEntries(values);
}

function surveyDates() {
  const readable = { ymd: 0, dmy: 0, mdy: 0 };
  const [firsts, lasts] = [new Set<string>(), new Set<string>()];
  let [total, dotted, isYearFirst] = [0, 0, false];
  let unclearDay: CellPlace | undefined;
  let unclearYear: CellPlace | undefined;
  return {
    look(place: CellPlace): void {
      const day = numberedDay(place.cell);
      if (!day) {
        isYearFirst ||= /^\d{4}\D/.test(place.cell);
        return;
      }
      const { orders } = day;
      total += 1;
      for (const order of orders) readable[order] += 1;
      if (day.isDotted) dotted += 1;
      firsts.add(day.first);
      lasts.add(day.last);
      const days = orders.filter((order) => order !== "ymd");
      if (!unclearDay && differ(place.cell, days)) unclearDay = place;
      if (!unclearYear && orders.includes("ymd") && differ(place.cell, orders)) unclearYear = place;
    },
    end() {
      // Years vary less than days: where the last numbers vary less, the year does not come first.
      const isYearLast = lasts.size < firsts.size;
      const may = isYearLast ? { ...readable, ymd: 0 } : readable;
      const place = may.ymd > 0 ? (unclearYear ?? unclearDay) : unclearDay;
      const orders = numberedDay(place?.cell ?? "")?.orders ?? [];
      return {
        ...{ readable: may, total, isYearFirst, areDotted: total > 0 && dotted === total },
        unclear: place && { ...place, orders: orders.filter((order) => may[order] > 0) },
      };
    },
  };
}

function differ(cell: string, orders: readonly DateOrder[]): boolean {
  const [first, ...others] = orders.map((order) => readDate(cell, order));
  const value = first && "value" in first ? first.value : undefined;
  return others.some((other) => "value" in other && other.value !== value);
}

function surveyCurrencies() {
  const sure = new Set<string>();
  let shared: FormsSurvey["currencies"]["shared"];
  let titled: string | undefined;
  let unmarked: CellPlace | undefined;
  return {
    name(place: CellPlace, mark: CurrencyMark | undefined): void {
      if (mark?.isSure) sure.add(mark.codes[0] ?? "");
      else if (mark) shared ??= { ...place, codes: mark.codes };
    },
    entitle(place: CellPlace, mark: CurrencyMark): void {
      if (mark.isSure) titled ??= mark.codes[0];
      else shared ??= { ...place, codes: mark.codes };
    },
    miss(place: CellPlace): void {
      unmarked ??= place;
    },
    end: () => ({ sure: [...sure], shared, titled, unmarked }),
  };
}

function surveyDiscounts(title: string) {
  let first: CellPlace | undefined;
  let mayBeFractions = !wordsOfTitle(title)?.split(" ").includes("percent");
  return {
    look(place: CellPlace): void {
      const { cell } = place;
      if (/[.,]\d*[1-9]/.test(cell)) first ??= place;
      mayBeFractions &&= /^[01]?([.,]\d+)?$/.test(cell) && !/^1[.,]\d*[1-9]/.test(cell);
    },
    end: () => (mayBeFractions ? first : undefined),
  };
}

/** Looks at the signs of the amounts that a column of their own or a mark says went out. */
function surveyDebits(columns: readonly string[], { debit, side, amount }: Mapping) {
  let negative: CellPlace | undefined;
  let isAnyPositive = false;
  const note = ({ row, cells }: TableRow, at: number): void => {
    const cell = cells[at]?.trim() ?? "";
    const number = /[1-9]/.test(cell) ? splitNumber(splitPayment(cell).amount) : undefined;
    if (number?.isNegative) negative ??= { row, column: columns[at] ?? "", cell };
    else if (number) isAnyPositive = true;
  };
  return {
    look(row: TableRow): void {
      if (debit !== undefined) note(row, debit);
      const isMarked = side !== undefined && sideOf(row.cells[side] ?? "") === "debit";
      if (isMarked && amount !== undefined) note(row, amount);
    },
    end: () => (isAnyPositive ? negative : undefined),
  };
}
