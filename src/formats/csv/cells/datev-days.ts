/** A row by its cells, whatever else is known of it. */
interface Cells {
  readonly cells: readonly string[];
}

/**
 * The rows of a table with whole days, where it is a file of DATEV: these write days without their
 * year, as `0103`, and the first day of the fiscal year in the first row, above the titles.
 */
export function withDatevYears<Row extends Cells>(
  first: Cells | undefined,
  titles: readonly string[],
  rows: readonly Row[],
): readonly Row[] {
  const begin = fiscalYear(first?.cells);
  const place = titles.indexOf(DAY_TITLE);
  if (begin === undefined || place < 0) return rows;
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, at) => (at === place ? wholeDay(cell, begin) : cell)),
  }));
}

/** The title of the column of days in DATEV's format for bookings. */
const DAY_TITLE = "Belegdatum";
/** Places in the row above the titles (DATEV-Format, header version 700). */
const MARK = 0;
const FISCAL_YEAR = 12;

function fiscalYear(first: readonly string[] = []): string | undefined {
  const isDatev = /^(?:EXTF|DTVF)$/.test(first[MARK] ?? "");
  const begin = first[FISCAL_YEAR]?.trim() ?? "";
  return isDatev && /^\d{8}$/.test(begin) ? begin : undefined;
}

/** `0103` as a day of the fiscal year that begins on a day such as 20250101. */
function wholeDay(cell: string, begin: string): string {
  const [, day, month] = /^\s*(\d{1,2})(\d\d)\s*$/.exec(cell) ?? [];
  if (day === undefined || month === undefined) return cell;
  const monthAndDay = `${month}${day.padStart(2, "0")}`;
  const year = Number(begin.slice(0, 4)) + (monthAndDay < begin.slice(4) ? 1 : 0);
  return `${year}-${month}-${day.padStart(2, "0")}`;
}
