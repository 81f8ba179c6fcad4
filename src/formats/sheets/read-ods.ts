import { dateText, GENERAL, numberText, timeText } from "./cell-values.ts";
import type { ZipParts } from "./open-zip.ts";
import { type Attribute, parseXml } from "./parse-xml.ts";
import type { ReadSheet, SheetChoice } from "./read-xlsx.ts";
import { createSheetGrid } from "./sheet-grid.ts";

/**
 * Reads one sheet of an OpenDocument spreadsheet (ISO/IEC 26300, part 1).
 * @throws ImportError where it is damaged; the signal's reason when it is broken off.
 */
export async function readOds(
  parts: ZipParts,
  { sheet = 0, decimal }: SheetChoice,
  signal: AbortSignal,
): Promise<ReadSheet> {
  const sheets: string[] = [];
  const grid = createSheetGrid();
  const path: string[] = [];
  let [row, column, rowRepeats, cellRepeats, rows] = [0, 0, 1, 1, 1];
  let said: string | undefined;
  let value: string | undefined;

  const open = (name: string, attribute: Attribute): void => {
    const within = path.at(-1);
    path.push(name);
    if (name === "table" && within === "spreadsheet") {
      sheets.push(attribute("name") ?? "");
      row = 0;
    }
    if (sheets.length - 1 !== sheet) return;
    if (name === "table-row") {
      column = 0;
      rowRepeats = countOf(attribute("number-rows-repeated"));
    }
    if (name === "table-cell" || name === "covered-table-cell") {
      cellRepeats = countOf(attribute("number-columns-repeated"));
      rows = countOf(attribute("number-rows-spanned"));
      value = name === "table-cell" ? typedText(attribute, decimal) : "";
      said = undefined;
    }
    if (within === "table-cell" && name === "p") said = said === undefined ? "" : `${said}\n`;
    if (!isSaid(path)) return;
    if (name === "s") said += " ".repeat(Math.min(countOf(attribute("c")), MAX_SPACES));
    if (name === "tab") said += "\t";
    if (name === "line-break") said += "\n";
  };
  const close = (name: string): void => {
    path.pop();
    if (sheets.length - 1 !== sheet) return;
    if (name === "table-cell" || name === "covered-table-cell") {
      const text = value ?? said ?? "";
      if (text !== "") {
        // Beyond the widest sheet there is nothing to keep; the grid says so.
        for (let repeat = 0; repeat < cellRepeats; repeat += 1) {
          grid.put(row, column + repeat, text);
        }
        if (rows > 1) grid.stretch(row, column, row + rows - 1);
      }
      column += cellRepeats;
    }
    if (name !== "table-row") return;
    grid.repeat(row, rowRepeats);
    row += rowRepeats;
  };
  const text = (letters: string): void => {
    if (sheets.length - 1 === sheet && isSaid(path)) said += letters;
  };
  await parseXml(parts, "content.xml", { open, close, text }, signal);
  return { sheets, sheet, grid };
}

/** Most blanks that one element may stand for. */
const MAX_SPACES = 1_000;

/** Whether text stands in a paragraph of a cell itself, and not in a note or a drawing on it. */
function isSaid(path: readonly string[]): boolean {
  const cell = path.lastIndexOf("table-cell");
  return cell >= 0 && path[cell + 1] === "p" && !path.includes("annotation", cell);
}

/** What a cell says by its type; undefined where its paragraphs say it. */
function typedText(attribute: Attribute, decimal: SheetChoice["decimal"]): string | undefined {
  const number = (kind: "number" | "percent", currency?: string): string => {
    const format = currency === undefined ? { ...GENERAL, kind } : { kind, currency };
    return numberText(Number(attribute("value")), format, { is1904: false, decimal });
  };
  switch (attribute("value-type")) {
    case "float":
      return number("number");
    case "currency":
      return number("number", attribute("currency"));
    case "percentage":
      return number("percent");
    case "date":
      return dateText(attribute("date-value") ?? "");
    case "time":
      return timeText(attribute("time-value") ?? "");
    case "boolean":
      return attribute("boolean-value") === "true" ? "TRUE" : "FALSE";
    default:
      return attribute("string-value");
  }
}

function countOf(number: string | undefined): number {
  const count = Number(number ?? 1);
  return Number.isSafeInteger(count) && count > 0 ? count : 1;
}
