/** How zip files begin, as .xlsx and .ods are. */
const ZIP = [0x50, 0x4b];
/** How compound files begin (MS-CFB), as .xls and workbooks with a password are. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Bytes at the beginning of a file that tell whether it is a workbook. */
export const MARK_BYTES = 16;

/** Whether bytes are a workbook of a spreadsheet, or at least no text. */
export function isWorkbook(bytes: Uint8Array): boolean {
  // No text begins with a third byte below a space.
  return (beginsWith(bytes, ZIP) && (bytes[2] ?? 0) < 0x20) || isCompound(bytes);
}

/** Whether bytes are a compound file, the container of older programs. */
export function isCompound(bytes: Uint8Array): boolean {
  return beginsWith(bytes, COMPOUND);
}

function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return bytes.length > start.length && start.every((byte, index) => bytes[index] === byte);
}
