import { ImportError } from "../import-error.ts";
import { isCompound } from "./is-workbook.ts";
import { LOCKED, openZip, type ZipParts } from "./open-zip.ts";
import { readOds } from "./read-ods.ts";
import { type ReadSheet, readXlsx, type SheetChoice, workbookPath } from "./read-xlsx.ts";

/** A sheet as a table of text with commas, and the names of all sheets of its workbook. */
export interface SheetText extends Omit<ReadSheet, "grid"> {
  readonly text: string;
}

/**
 * Reads one sheet of a workbook, .xlsx or .ods, in steps that let the page draw. Days, numbers and
 * currencies are written as their cells are typed, whatever the format they are shown in; a formula
 * as what it came to when the file was saved; a cell that is merged downwards once in each row.
 * @throws ImportError where the file is damaged, locked, too large or no such workbook; the
 * signal's reason when it is broken off.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  choice: SheetChoice,
  signal: AbortSignal,
): Promise<SheetText> {
  if (isCompound(bytes)) throw new ImportError(0, isLocked(bytes) ? LOCKED : OLD);
  const { grid, ...read } = await readSheet(openZip(bytes), choice, signal);
  return { ...read, text: await grid.toText(signal) };
}

async function readSheet(
  parts: ZipParts,
  choice: SheetChoice,
  signal: AbortSignal,
): Promise<ReadSheet> {
  if (textOf(parts, "mimetype").includes("opendocument.spreadsheet")) {
    if (textOf(parts, "META-INF/manifest.xml").includes("encryption-data")) {
      throw new ImportError(0, LOCKED);
    }
    return readOds(parts, choice, signal);
  }
  const path = await workbookPath(parts, signal);
  if (path?.endsWith(".bin")) throw new ImportError(0, BINARY);
  if (path === undefined || !WORKBOOK.test(path)) throw new ImportError(0, NO_WORKBOOK);
  return readXlsx(parts, path, choice, signal);
}

// Documents of other programs have other folders: `word/`, `ppt/`.
const WORKBOOK = /(?:^|\/)workbook\d*\.xml$/i;

function textOf(parts: ZipParts, name: string): string {
  const decoder = new TextDecoder();
  let text = "";
  for (const piece of parts.unfold(name)) text += decoder.decode(piece, { stream: true });
  return text;
}

/** Whether a compound file has a workbook under a password in it (MS-OFFCRYPTO). */
function isLocked(bytes: Uint8Array): boolean {
  const name = Array.from("EncryptedPackage").flatMap((letter) => [letter.charCodeAt(0), 0]);
  for (let at = bytes.indexOf(name[0] as number); at >= 0; ) {
    if (name.every((byte, index) => bytes[at + index] === byte)) return true;
    at = bytes.indexOf(name[0] as number, at + 1);
  }
  return false;
}

const SAVE_ANEW = "Open it in its program, save it as .xlsx, .ods or CSV, and choose that file.";
const OLD = `The file is a workbook of an older Excel (.xls). ${SAVE_ANEW}`;
const BINARY = `The file is a binary workbook (.xlsb). ${SAVE_ANEW}`;
const NO_WORKBOOK = `The file is no workbook that can be read here. ${SAVE_ANEW}`;
