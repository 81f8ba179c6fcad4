import type { DecimalSign } from "../csv/cells/written-number.ts";
import { ImportError } from "../import-error.ts";
import {
  builtInFormat,
  dateText,
  GENERAL,
  type NumberFormat,
  type NumberStyle,
  numberText,
  readFormat,
} from "./cell-values.ts";
import { DAMAGED, type ZipParts } from "./open-zip.ts";
import { type Attribute, parseXml } from "./parse-xml.ts";
import { createSheetGrid, createSizeCounter, type SheetGrid } from "./sheet-grid.ts";

/** Which sheet of a workbook is to be read, and how its numbers are to be written. */
export interface SheetChoice {
  /** Its place among the sheets, from 0; the first one that is shown when left out. */
  readonly sheet?: number | undefined;
  readonly decimal: DecimalSign;
}

/** One sheet of a workbook, and the names of all. */
export interface ReadSheet {
  readonly sheets: readonly string[];
  /** Which of them it is. */
  readonly sheet: number;
  readonly grid: SheetGrid;
}

/** Path of the part in which all others of an .xlsx are named; undefined where a zip has none. */
export async function workbookPath(
  parts: ZipParts,
  signal: AbortSignal,
): Promise<string | undefined> {
  const relations = await readRelations(parts, "", signal);
  return [...relations.values()].find(({ type }) => type === "officeDocument")?.path;
}

/**
 * Reads one sheet of an Office Open XML workbook (ECMA-376).
 * @throws ImportError where it is damaged; the signal's reason when it is broken off.
 */
export async function readXlsx(
  parts: ZipParts,
  path: string,
  { sheet, decimal }: SheetChoice,
  signal: AbortSignal,
): Promise<ReadSheet> {
  const relations = await readRelations(parts, path, signal);
  const { is1904, entries } = await readSheetList(parts, path, signal);
  const sheets = entries.flatMap(({ id, ...entry }) => {
    const relation = relations.get(id);
    // A sheet may also be a chart.
    return relation?.type === "worksheet" ? [{ ...entry, path: relation.path }] : [];
  });
  const first = sheets.findIndex(({ isHidden }) => !isHidden);
  const chosen = sheet ?? Math.max(first, 0);
  const partOf = (type: string) =>
    [...relations.values()].find((relation) => relation.type === type)?.path ?? "";
  const grid = createSheetGrid();
  const cells = {
    texts: await readTexts(parts, partOf("sharedStrings"), signal),
    formats: await readFormats(parts, partOf("styles"), signal),
    style: { is1904, decimal },
  };
  const cellsPath = sheets[chosen]?.path;
  if (cellsPath === undefined || !parts.names.includes(cellsPath))
    throw new ImportError(0, DAMAGED);
  await readCells(parts, cellsPath, cells, grid, signal);
  return { sheets: sheets.map(({ name }) => name), sheet: chosen, grid };
}

interface Relation {
  /** The last word of its type, which is the same in both conformance classes. */
  readonly type: string;
  readonly path: string;
}

async function readRelations(
  parts: ZipParts,
  path: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Relation>> {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const found = new Map<string, Relation>();
  const open = (name: string, attribute: Attribute): void => {
    if (name !== "Relationship") return;
    const type = attribute("Type")?.split("/").at(-1) ?? "";
    found.set(attribute("Id") ?? "", { type, path: partPath(attribute("Target") ?? "", folder) });
  };
  await parseXml(parts, `${folder}_rels/${path.slice(folder.length)}.rels`, { open }, signal);
  return found;
}

/** Path of a part that is named from a folder, as an address within a site is. */
function partPath(target: string, folder: string): string {
  try {
    return decodeURIComponent(new URL(target, `https://workbook/${folder}`).pathname.slice(1));
  } catch {
    // Addresses of other sites may be anything; no part is meant by them.
    return "";
  }
}

async function readSheetList(parts: ZipParts, path: string, signal: AbortSignal) {
  let is1904 = false;
  const entries: { readonly name: string; readonly id: string; readonly isHidden: boolean }[] = [];
  const open = (name: string, attribute: Attribute): void => {
    if (name === "workbookPr") is1904 = isTrue(attribute("date1904"));
    if (name !== "sheet") return;
    entries.push({
      name: attribute("name") ?? "",
      id: attribute("id") ?? "",
      isHidden: (attribute("state") ?? "visible") !== "visible",
    });
  };
  await parseXml(parts, path, { open }, signal);
  return { is1904, entries };
}

/** The texts that cells share, each with the runs it is made of, without how it is pronounced. */
async function readTexts(
  parts: ZipParts,
  path: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const texts: string[] = [];
  const counter = createSizeCounter();
  const reader = createTextReader();
  await parseXml(
    parts,
    path,
    {
      ...reader,
      close(name) {
        reader.close(name);
        if (name !== "si") return;
        const text = reader.take();
        counter.count(text.length, 1);
        texts.push(text);
      },
    },
    signal,
  );
  return texts;
}

/** Gathers the texts in elements `t`, but for those in `rPh`, which tell the pronunciation. */
function createTextReader() {
  let said = "";
  let isText = false;
  let isAside = false;
  return {
    open(name: string): void {
      if (name === "t") isText = !isAside;
      if (name === "rPh") isAside = true;
    },
    close(name: string): void {
      if (name === "t") isText = false;
      if (name === "rPh") isAside = false;
    },
    text(text: string): void {
      if (isText) said += text;
    },
    take(): string {
      const text = unescaped(said);
      said = "";
      return text;
    },
  };
}

// Letters that XML cannot hold are written as `_x000D_`.
function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([0-9A-F]{4})_/gi, (_, code) => String.fromCharCode(Number(`0x${code}`)));
}

async function readFormats(
  parts: ZipParts,
  path: string,
  signal: AbortSignal,
): Promise<readonly NumberFormat[]> {
  const custom = new Map<string, NumberFormat>();
  const formats: NumberFormat[] = [];
  let isOfCells = false;
  await parseXml(
    parts,
    path,
    {
      open(name, attribute) {
        if (name === "numFmt") {
          custom.set(attribute("numFmtId") ?? "", readFormat(attribute("formatCode") ?? ""));
        }
        if (name === "cellXfs") isOfCells = true;
        if (name !== "xf" || !isOfCells) return;
        const id = attribute("numFmtId") ?? "0";
        formats.push(custom.get(id) ?? builtInFormat(Number(id)));
      },
      close(name) {
        if (name === "cellXfs") isOfCells = false;
      },
    },
    signal,
  );
  return formats;
}

/** What is needed to tell what a cell says. */
interface CellContext {
  readonly texts: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly style: NumberStyle;
}

async function readCells(
  parts: ZipParts,
  path: string,
  context: CellContext,
  grid: SheetGrid,
  signal: AbortSignal,
): Promise<void> {
  let [row, column, type, format] = [-1, -1, "", ""];
  let value = "";
  let isValue = false;
  const inline = createTextReader();
  const open = (name: string, attribute: Attribute): void => {
    inline.open(name);
    isValue = name === "v";
    if (name === "row") [row, column] = [rowOf(attribute("r")) ?? row + 1, -1];
    if (name === "mergeCell") stretch(grid, attribute("ref") ?? "");
    if (name !== "c") return;
    column = columnOf(attribute("r")) ?? column + 1;
    [type, format, value] = [attribute("t") ?? "n", attribute("s") ?? "", ""];
  };
  const close = (name: string): void => {
    inline.close(name);
    isValue = false;
    if (name !== "c") return;
    const text = inline.take();
    grid.put(row, column, type === "inlineStr" ? text : cellText(type, value, format, context));
  };
  const text = (said: string): void => {
    inline.text(said);
    if (isValue) value += said;
  };
  await parseXml(parts, path, { open, close, text }, signal);
}

/** What a cell says by its type; of a formula, what it came to when the file was saved. */
function cellText(
  type: string,
  value: string,
  format: string,
  { texts, formats, style }: CellContext,
): string {
  switch (type) {
    case "s":
      return texts[Number(value)] ?? "";
    case "b":
      return isTrue(value) ? "TRUE" : "FALSE";
    case "d":
      return dateText(value);
    case "n": {
      const number = value === "" ? Number.NaN : Number(value);
      if (!Number.isFinite(number)) return value;
      return numberText(number, formats[Number(format)] ?? GENERAL, style);
    }
    default:
      // A text that a formula came to, or an error such as `#N/A`.
      return unescaped(value);
  }
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}

function stretch(grid: SheetGrid, range: string): void {
  const [first = "", last = ""] = range.split(":");
  const [from, to, column] = [
    rowOf(/\d+/.exec(first)?.[0]),
    rowOf(/\d+/.exec(last)?.[0]),
    columnOf(first),
  ];
  if (from === undefined || to === undefined || column === undefined) return;
  grid.stretch(from, column, to);
}

function rowOf(number: string | undefined): number | undefined {
  return number === undefined ? undefined : Number(number) - 1;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The place of a column by the letters of a cell such as `AB12`. */
function columnOf(cell: string | undefined): number | undefined {
  if (cell === undefined) return undefined;
  let column = 0;
  for (let at = 0; at < cell.length; at += 1) {
    const letter = LETTERS.indexOf(cell.charAt(at));
    if (letter < 0) break;
    column = column * LETTERS.length + letter + 1;
  }
  return column - 1;
}
