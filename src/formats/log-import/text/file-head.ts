import { ImportError } from "../../import-error.ts";

/** The beginning of a file, kept until its first event or command is known to be one. */
export interface FileHead {
  add(bytes: Uint8Array): void;
  /**
   * What is to be told of a file that was refused before its first item: what it looks like, or
   * else the error itself.
   */
  explain(error: ImportError): ImportError;
}

/** Bytes that are enough to tell what a file is. */
const HEAD_BYTES = 4_096;

/** Makes a head without a byte. */
export function createFileHead(): FileHead {
  const bytes = new Uint8Array(HEAD_BYTES);
  let length = 0;
  return {
    add(more) {
      const part = more.subarray(0, HEAD_BYTES - length);
      bytes.set(part, length);
      length += part.length;
    },
    explain(error) {
      const kind = kindOf(bytes.subarray(0, length), error.reason);
      return kind === undefined ? error : new ImportError(0, kind);
    },
  };
}

const SPREADSHEET =
  "The file is a spreadsheet or another Office document, not a log. Save its table as CSV, then choose “Import a table” for it.";

/** First bytes of files that are no text, in Latin-1. A ZIP file is looked into. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ["PK\x03\x04", "The file is a ZIP archive. Unpack it, and import the log inside."],
  ["\xd0\xcf\x11\xe0", SPREADSHEET],
  ["%PDF", "The file is a PDF document, not a log."],
  ["\x89PNG", "The file is a picture, not a log."],
  ["\xff\xd8\xff", "The file is a picture, not a log."],
  ["GIF8", "The file is a picture, not a log."],
  ["RIFF", "The file is a picture or a recording, not a log."],
  ["SQLite format 3", "The file is an SQLite database, not a log."],
  ["\x1f\x8b", "The file is gzip within gzip. Unpack it once, then import it."],
  ["BZh", "The file is packed by bzip2. Unpack it, or pack it by gzip."],
  ["\xfd7zXZ", "The file is packed by xz. Unpack it, or pack it by gzip."],
  ["\x28\xb5\x2f\xfd", "The file is packed by Zstandard. Unpack it, or pack it by gzip."],
  ["PAR1", "The file is a Parquet table, not a log."],
  ["Obj\x01", "The file is an Avro file, not a log. Import its events as CloudEvents in JSON."],
  ["7z\xbc\xaf", "The file is a 7-Zip archive. Unpack it, and import the log inside."],
  ["Rar!", "The file is a RAR archive. Unpack it, and import the log inside."],
];

const OCEL =
  "The file is an object-centric event log (OCEL). Hindsight writes such files and does not read them: import a log of CloudEvents.";

function kindOf(bytes: Uint8Array, reason: string): string | undefined {
  const raw = String.fromCharCode(...bytes);
  const signature = SIGNATURES.find(([begin]) => raw.startsWith(begin));
  if (signature) return isSpreadsheet(raw) ? SPREADSHEET : signature[1];
  const text = new TextDecoder().decode(bytes).trimStart();
  if (/^\{\s*"\w+"\s*:\s*\[\s*\{[^}]*"specversion"/.test(text)) {
    return "The file holds its events in a list within an object. Import the list itself: from its “[” to its “]”.";
  }
  // CloudEvents, but for the fault that was found.
  if (/specversion/i.test(text)) return undefined;
  if (/^(\[\s*)?\{\s*"/.test(text)) return kindOfObject(text, reason);
  if (text.startsWith("<")) return kindOfMarkup(text);
  // A title in brackets begins no JSON.
  const isJson = /^(\{\s*\}|\[\s*[[\]{"\d-])/.test(text);
  return !isJson && isTable(text)
    ? "The file is a table (CSV), not a log. Choose “Import a table” for it."
    : undefined;
}

// Names of parts of an Office Open XML or OpenDocument spreadsheet, as they stand in the archive's
// first entries.
function isSpreadsheet(raw: string): boolean {
  return /^PK/.test(raw) && /xl\/|\[Content_Types\]|opendocument\.spreadsheet/.test(raw);
}

function kindOfObject(text: string, reason: string): string | undefined {
  if (/"(objectTypes|eventTypes|ocel:[a-z-]+)"\s*:/.test(text)) return OCEL;
  // Its types may stand far behind.
  if (/^\{\s*"(events|objects)"\s*:\s*\[/.test(text)) return OCEL;
  if (/"cloudEventsVersion"\s*:/.test(text)) {
    return "The file holds CloudEvents of version 0.1. Only version 1.0 is read.";
  }
  const named = ["id", "source", "type"].filter((name) => text.includes(`"${name}"`));
  return reason.startsWith("attribute “specversion” is missing") && named.length < 2
    ? "The file is JSON, but no CloudEvents: its first object has no “specversion”, “id”, “source” and “type”."
    : undefined;
}

function kindOfMarkup(text: string): string {
  if (/^<(!doctype\s+html|html|head|body)\b/i.test(text)) {
    return "The file is a web page (HTML), not a log. Perhaps a server answered with a page instead of the file.";
  }
  if (/<(log|object-types|ocel)\b/.test(text)) {
    return "The file is an event log in XML (XES or OCEL). Import a log of CloudEvents.";
  }
  return "The file is XML, not a log.";
}

/** Signs that set the cells of a table apart. */
const SEPARATORS = [",", ";", "\t", "|"];

function isTable(text: string): boolean {
  // Separators inside quotes are none.
  const [titles = "", row] = text.replace(/"[^"]*"/g, "").split(/\r\n?|\n/);
  if (/^sep=/i.test(titles)) return true;
  if (/^CREATE_(USER|ORDER)\b/.test(titles)) return false;
  const cellsOf = (line: string, separator: string) => line.split(separator).length;
  return SEPARATORS.some((separator) => {
    const cells = cellsOf(titles, separator);
    return cells > 1 && (!row || cellsOf(row, separator) === cells);
  });
}
