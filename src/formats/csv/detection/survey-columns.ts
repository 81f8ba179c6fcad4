import { createBreathing } from "../../../eventlog/util/yield-to-main.ts";
import { readCurrency } from "../cells/currency-marks.ts";
import { currencyIn } from "../cells/parse-cells.ts";
import { DATE_ORDERS, type DateOrder, readDate } from "../cells/read-date.ts";

/** What a cell looks like by itself, whatever its column is called. */
export type CellShape =
  | "date"
  | "email"
  | "currency"
  | "money"
  | "decimal"
  /** A whole number as quantities are, below 1,000. */
  | "count"
  /** Any other whole number, such as an id. */
  | "number"
  | "text";

/** What the cells of a column look like, over all rows. */
export interface ColumnSurvey {
  /** Cells that hold anything. */
  readonly filled: number;
  readonly shapes: { readonly [Shape in CellShape]?: number };
  /** Whether a currency stands beside a number. */
  readonly namesCurrency: boolean;
}

/** The cells of a table, in as many columns as it has titles. */
interface TableCells {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[] }[];
}

/** Rows between two looks at the clock. */
const ROWS_AT_ONCE = 250;
/** Cells that are remembered of a column: beyond these some are looked at twice. */
const REMEMBERED_CELLS = 20_000;
/** Part of the cells of a column that have one look, from which on the column is of that kind. */
const NEARLY_ALL = 0.9;

/**
 * Looks at every cell of a table, in steps that let the page draw.
 * @throws the signal's reason when it is broken off.
 */
export async function surveyColumns(
  { columns, rows }: TableCells,
  signal: AbortSignal,
): Promise<readonly ColumnSurvey[]> {
  const breathe = createBreathing();
  const counters = columns.map(() => createCounter());
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    for (const { cells } of rows.slice(from, from + ROWS_AT_ONCE)) {
      for (let index = 0; index < counters.length; index += 1) counters[index]?.add(cells[index]);
    }
    await breathe();
    signal.throwIfAborted();
  }
  return counters.map(({ survey }) => survey);
}

/** The look that nearly all cells of a column have; undefined where it is mixed or empty. */
export function shapeOf({ filled, shapes }: ColumnSurvey): CellShape | undefined {
  const enough = filled * NEARLY_ALL;
  const found = (Object.entries(shapes) as [CellShape, number][]).find(
    ([, count]) => count >= enough,
  );
  return filled > 0 ? found?.[0] : undefined;
}

function createCounter() {
  const shapes: { [Shape in CellShape]?: number } = {};
  const survey = { filled: 0, shapes, namesCurrency: false };
  const shape = createShapeReader();
  const known = new Map<string, CellShape | undefined>();
  const shapeOfCell = (cell: string): CellShape | undefined => {
    if (known.has(cell)) return known.get(cell);
    const looks = shape(cell.trim());
    if (known.size < REMEMBERED_CELLS) known.set(cell, looks);
    return looks;
  };
  return {
    survey,
    /** Counts a cell; most columns repeat what stood in them before. */
    add(cell: string | undefined): void {
      const looks = cell === undefined ? undefined : shapeOfCell(cell);
      if (looks === undefined) return;
      survey.filled += 1;
      shapes[looks] = (shapes[looks] ?? 0) + 1;
      survey.namesCurrency ||= looks === "money";
    },
  };
}

/** Tells the look of cell after cell; a date is tried first in the order of the last one. */
function createShapeReader(): (cell: string) => CellShape | undefined {
  let order: DateOrder = DATE_ORDERS[0];
  const isDate = (cell: string): boolean => {
    if (cell.length > LONGEST_DATE || !PERHAPS_DATE.test(cell)) return false;
    const fitting = [order, ...DATE_ORDERS].find((tried) => "value" in readDate(cell, tried));
    order = fitting ?? order;
    return fitting !== undefined;
  };
  return (cell) => {
    if (cell === "") return undefined;
    if (isPlainText(cell)) return "text";
    if (COUNT.test(cell)) return "count";
    if (NUMBER.test(cell)) return "number";
    if (DECIMAL.test(cell)) return "decimal";
    if (isDate(cell)) return "date";
    if (cell.includes("@") && cell.length <= LONGEST_EMAIL && EMAIL.test(cell)) return "email";
    if (cell.length <= CODE_LETTERS && "value" in readCurrency(cell)) return "currency";
    return isMoney(cell) ? "money" : "text";
  };
}

/** Whether a cell begins with a letter, is no address or short code, and ends in no digit. */
function isPlainText(cell: string): boolean {
  return (
    cell.length > CODE_LETTERS && LETTER.test(cell) && !DIGIT_LAST.test(cell) && !cell.includes("@")
  );
}

function isMoney(cell: string): boolean {
  return cell.length <= LONGEST_DATE && MONEY.test(cell) && currencyIn(cell) !== undefined;
}

const COUNT = /^[1-9]\d{0,2}(?:\.0)?$/;
const NUMBER = /^[+\-−]?\d+$/;
const DECIMAL = /^[+\-−]?(?:\d{1,3}(?:[.,'’ ]\d{3})*|\d{1,12})[.,]\d{1,4}$/;
// A sign, or letters of a code or word, before or behind a number.
const MONEY = /^[+\-−(]?(?:\p{Sc}|\D{2,7}\d|\d[\d.,'’\s]*(?:\p{Sc}|[^\d.,'’\s]\D{1,7}$))/u;
const LETTER = /^[A-Za-z]/;
const DIGIT_LAST = /\d$/;
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;
// Two signs or a month's name between digits; what stands there is for `readDate` to say.
const PERHAPS_DATE = /(?:\d|\p{L}{3})[-./, ]{1,2}(?:\d{1,2}|\p{L}{3,10}\.?)[-./, ]{1,2}\d/u;
const LONGEST_DATE = 40;
const LONGEST_EMAIL = 254;
const CODE_LETTERS = 3;
