import type { EpochMs } from "../../../eventlog/envelope.ts";
import { type CellReading, isNothing } from "../cells/cell-reading.ts";
import { type Currency, currencyMark, currencyOf, readCurrency } from "../cells/currency-marks.ts";
import { withoutGuards } from "../cells/formula-guard.ts";
import { currencyIn } from "../cells/parse-cells.ts";
import { createDateReader } from "../cells/read-date.ts";
import { readMoment } from "../cells/time-of-day.ts";
import type { CellForms } from "../detection/detect-formats.ts";
import type { FieldName, Mapping } from "../fields.ts";
import type { TableRow } from "../table.ts";
import type { TableFault } from "./refusal-code.ts";
import type { RefusedRow } from "./row-reading.ts";

/** The cells of one row, by the fields they stand for. Whatever is wrong with one is kept. */
export interface Cells {
  readonly problems: readonly RefusedRow[];
  /** The title of the column in which a field stands. */
  titleOf(field: FieldName): string | undefined;
  /** A text, which may be empty. */
  text(field: FieldName): string;
  /** What something is called or numbered, as programs write it: “17850.0” is 17850. */
  id(field: FieldName): string;
  /** A text that must be there. */
  needed(field: FieldName): string;
  /** A name or number that must be there. */
  neededId(field: FieldName): string;
  /** What a cell says; nothing where it is empty, or holds what programs write for nothing. */
  readOptional<Value>(
    field: FieldName,
    reader: (cell: string) => CellReading<Value>,
  ): Value | undefined;
  /** What a cell says; nothing where it is empty. */
  read<Value>(field: FieldName, reader: (cell: string) => CellReading<Value>): Value | undefined;
  refuse(field: FieldName, code: TableFault, reason: string): void;
}

/** Makes the cells of one row. */
export function createCells(
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
  const refuse = (field: FieldName, code: TableFault, reason: string): void => {
    const column = titleOf(field);
    problems.push({ row, ...(column !== undefined && { column }), code, reason: `${reason}.` });
  };
  const read: Cells["read"] = (field, reader) => {
    const cell = text(field);
    if (cell === "") return undefined;
    const reading = reader(cell);
    if ("value" in reading) return reading.value;
    refuse(field, reading.fault, reading.problem);
    return undefined;
  };
  // A book's own table says what it means.
  const id = (field: FieldName): string =>
    mapping.record === undefined ? plainId(text(field)) : text(field);
  const filled = (field: FieldName, cell: string): string => {
    if (cell === "") refuse(field, "empty-cell", "The cell is empty");
    return cell;
  };
  return {
    ...{ problems, text, id, read, refuse, titleOf },
    needed: (field) => filled(field, text(field)),
    neededId: (field) => filled(field, id(field)),
    readOptional: (field, reader) => (isNothing(text(field)) ? undefined : read(field, reader)),
  };
}

/**
 * A name or number, as programs write whole numbers that count in decimals: “17850.0” is 17850.
 */
export function plainId(text: string): string {
  return /^(\d+)\.0+$/.exec(text)?.[1] ?? text;
}

/** The currency of a row: as its own column says, or a mark beside the number, or as of the table. */
export function rowCurrency(
  cells: Cells,
  field: FieldName,
  { currency }: Pick<CellForms, "currency">,
): string {
  const mark = currencyMark(cells.text("currency")) ?? currencyIn(cells.text(field));
  if (mark?.codes.includes(currency)) return currency;
  const [first = currency] = mark?.codes ?? [];
  return cells.readOptional("currency", readCurrency) ?? (mark?.isSure ? first : currency);
}

/** A number that must be there; 0 where it is not, or cannot be read. */
export function neededNumber(
  cells: Cells,
  field: FieldName,
  reader: (cell: string) => CellReading<number>,
): number {
  return cells.needed(field) === "" ? 0 : (cells.read(field, reader) ?? 0);
}

/** What the rows of one table are read with: each currency and each day is looked up once. */
export interface RowReaders {
  readonly forms: CellForms;
  currencyOf(code: string): Currency;
  readDate(cell: string): CellReading<EpochMs>;
}

/** Makes the readers for the rows of one table. */
export function createRowReaders(forms: CellForms): RowReaders {
  const known = new Map<string, Currency>();
  return {
    forms,
    currencyOf(code) {
      const currency = known.get(code) ?? currencyOf(code);
      known.set(code, currency);
      return currency;
    },
    readDate: createDateReader(forms.dates),
  };
}

/** When a row says that it happened; the time of day may have a cell of its own. */
export function when(cells: Cells, { readDate }: RowReaders): { readonly occurredAt?: EpochMs } {
  const time = cells.text("time");
  const occurredAt = cells.readOptional("date", (day) =>
    readMoment(day, isNothing(time) ? "" : time, readDate),
  );
  return occurredAt === undefined ? {} : { occurredAt };
}
