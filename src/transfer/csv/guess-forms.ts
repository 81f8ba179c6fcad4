import { currencyIn, type DateOrder, type DecimalSign } from "./cells.ts";
import type { FieldName, Mapping } from "./fields.ts";
import type { Table } from "./read-table.ts";

/** How numbers, dates and amounts of a table are to be understood. */
export interface CellForms {
  readonly decimal: DecimalSign;
  readonly dates: DateOrder;
  /** Whether 0.05 in a column of discounts means 5 %. */
  readonly areDiscountsFractions: boolean;
  /** Of rows that name none. */
  readonly currency: string;
}

/** Rows that are looked at. */
const LOOK = 1_000;

/** What the cells of a table most likely mean; the rest as people write where the browser is at home. */
export function guessForms(table: Table, mapping: Mapping, home: CellForms): CellForms {
  const sample = (...fields: readonly FieldName[]) => cellsOf(table, mapping, fields);
  const numbers = sample("unitPrice", "amount", "discount");
  const discounts = sample("discount");
  const title = table.columns[mapping.discount ?? -1] ?? "";
  return {
    ...home,
    decimal: decimalOf(numbers) ?? home.decimal,
    currency: numbers.map(currencyIn).find(Boolean) ?? home.currency,
    dates: dateOrderOf(sample("date")) ?? home.dates,
    areDiscountsFractions:
      !/%|percent|prozent/i.test(title) &&
      discounts.some((cell) => /[.,]\d*[1-9]/.test(cell)) &&
      discounts.every((cell) => /^[01]?([.,]\d+)?$/.test(cell) && !/^1[.,]\d*[1-9]/.test(cell)),
  };
}

function cellsOf({ rows }: Table, mapping: Mapping, fields: readonly FieldName[]): string[] {
  const places = fields.flatMap((name) => mapping[name] ?? []);
  const cells = rows.slice(0, LOOK).flatMap((row) => places.map((place) => row.cells[place] ?? ""));
  return cells.map((cell) => cell.trim()).filter(Boolean);
}

// The last sign of a number sets its decimals apart, unless three digits follow: that may be a thousand.
function decimalOf(numbers: readonly string[]): DecimalSign | undefined {
  const votes = { ".": 0, ",": 0 };
  for (const number of numbers) {
    const { sign, digits } = decimalsOf(number);
    if (!sign) continue;
    const other = sign === "." ? "," : ".";
    if (digits.length !== 3 || number.includes(other)) votes[sign] += 1;
    else if (number.indexOf(sign) !== number.lastIndexOf(sign)) votes[other] += 1;
  }
  if (votes["."] === votes[","]) return undefined;
  return votes["."] > votes[","] ? "." : ",";
}

// The sign before the last digits, or else the first one behind them.
function decimalsOf(number: string): { readonly sign?: DecimalSign; readonly digits: string } {
  const runs = number.split(/(\d+)/);
  const [before = "", digits = "", behind = ""] = runs.slice(-3);
  const last = before.at(-1);
  if (isSign(last)) return { sign: last, digits };
  const first = Array.from(behind).find(isSign);
  return first ? { sign: first, digits: "" } : { digits };
}

function isSign(letter: string | undefined): letter is DecimalSign {
  return letter === "." || letter === ",";
}

function dateOrderOf(dates: readonly string[]): DateOrder | undefined {
  for (const date of dates) {
    const [, first = "", sign, second = ""] = /^(\d{1,4})([-./])(\d{1,2})[-./]\d/.exec(date) ?? [];
    if (first.length === 4) return "ymd";
    if (sign === "." || Number(first) > 12) return "dmy";
    if (Number(second) > 12) return "mdy";
  }
  return undefined;
}
