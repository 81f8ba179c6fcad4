import { crc32, deflateRawSync } from "node:zlib";

/** How a part of a zip file is to differ from what a sound writer makes. */
interface Oddities {
  /** Bits of its flags; the first one says that it is locked. */
  readonly flags?: number;
  readonly crc?: number;
}

/** A zip file of texts by their names, with the last part as odd as is asked for. */
export function zipOf(
  parts: Readonly<Record<string, string>>,
  oddities: Oddities = {},
): Uint8Array<ArrayBuffer> {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  const names = Object.keys(parts);
  for (const name of names) {
    const odd = name === names.at(-1) ? oddities : {};
    const content = Buffer.from(parts[name] ?? "");
    const packed = deflateRawSync(content);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(odd.flags ?? 0, 2);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(odd.crc ?? crc32(content), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(content.length, 18);
    header.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([signature(0x04034b50), header, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    entries.push(
      Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), header, rest, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(names.length, 4);
  end.writeUInt16LE(names.length, 6);
  end.writeUInt32LE(Buffer.concat(entries).length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...locals, ...entries, signature(0x06054b50), end]));
}

function signature(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

/** What a workbook of one sheet may have beside its rows. */
export interface XlsxParts {
  readonly rows: string;
  readonly texts?: string;
  /** Format codes, for the styles 1 and on. */
  readonly formats?: readonly string[];
  readonly workbookPr?: string;
  readonly behind?: string;
}

/** An .xlsx of one sheet, `Orders`, by what stands in `sheetData`. */
export function xlsxOf(parts: XlsxParts): Uint8Array<ArrayBuffer> {
  return zipOf(xlsxParts(parts));
}

/** The parts of such a workbook by their names. */
export function xlsxParts({
  rows,
  texts = "",
  formats = [],
  workbookPr = "",
  behind = "",
}: XlsxParts): Record<string, string> {
  const codes = formats.map(
    (code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escaped(code)}"/>`,
  );
  const styles = formats.map((_, index) => `<xf numFmtId="${164 + index}"/>`);
  return {
    "_rels/.rels": relations({ rId1: ["officeDocument", "xl/workbook.xml"] }),
    "xl/workbook.xml": `<workbook ${SPACES}><workbookPr ${workbookPr}/><sheets><sheet name="Orders" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations({
      rId1: ["worksheet", "worksheets/sheet1.xml"],
      rId2: ["sharedStrings", "/xl/sharedStrings.xml"],
      rId3: ["styles", "styles.xml"],
    }),
    "xl/sharedStrings.xml": `<sst ${SPACES}>${texts}</sst>`,
    "xl/styles.xml": `<styleSheet ${SPACES}><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join("")}</cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `<?xml version="1.0" encoding="UTF-8"?><worksheet ${SPACES}><sheetData>${rows}</sheetData>${behind}</worksheet>`,
  };
}

/** The relations of an Office Open XML part, by id: type and target. */
export function relations(all: Readonly<Record<string, readonly [string, string]>>): string {
  const each = Object.entries(all).map(
    ([id, [type, target]]) =>
      `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
  );
  return `<Relationships>${each.join("")}</Relationships>`;
}

/** An .ods by what stands in `office:spreadsheet`. */
export function odsOf(
  tables: string,
  others: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  return zipOf({
    mimetype: "application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": `<office:document-content><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    ...others,
  });
}

const SPACES =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
