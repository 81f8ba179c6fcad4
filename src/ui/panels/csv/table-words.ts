import type { DateOrder, DecimalSign } from "../../../transfer/csv/cells.ts";
import type { Encoding } from "../../../transfer/csv/encoding.ts";
import type { FieldName, TableKind } from "../../../transfer/csv/fields.ts";
import type { Separator } from "../../../transfer/csv/read-table.ts";

/** What the rows of a table are about, in the screen's words. */
export const KIND_NAMES: { readonly [Kind in TableKind]: string } = {
  clients: "Clients to add",
  orders: "Orders to place",
  wallets: "Payments in and out",
};

/** The fields of tables, in the words of the forms. */
export const FIELD_NAMES: { readonly [Name in FieldName]: string } = {
  username: "Username",
  name: "Name",
  email: "Email",
  phone: "Phone",
  reference: "Order number",
  client: "Client",
  productCode: "Product code",
  quantity: "Quantity",
  unitPrice: "Unit price",
  discount: "Discount",
  amount: "Amount",
  currency: "Currency",
  date: "Date",
};

/** The signs between cells, in words. */
export const SEPARATOR_NAMES: { readonly [Sign in Separator]: string } = {
  ",": "Comma",
  ";": "Semicolon",
  "\t": "Tab",
  "|": "Vertical bar",
};

/** The encodings, with where they are met. */
export const ENCODING_NAMES: { readonly [Name in Encoding]: string } = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 (little end first)",
  "utf-16be": "UTF-16 (big end first)",
  "windows-1252": "Windows, Western Europe",
  "windows-1250": "Windows, Central Europe",
  "windows-1251": "Windows, Cyrillic",
  "iso-8859-15": "ISO 8859-15, Western Europe",
  macintosh: "Mac Roman",
  shift_jis: "Shift JIS, Japanese",
  gb18030: "GB 18030, Chinese",
};

/** How numbers with decimals are written. */
export const DECIMAL_NAMES: { readonly [Sign in DecimalSign]: string } = {
  ".": "1,234.50",
  ",": "1.234,50",
};

/** How days are written. */
export const DATE_NAMES: { readonly [Order in DateOrder]: string } = {
  ymd: "2026-05-31",
  dmy: "31.05.2026",
  mdy: "05/31/2026",
};
