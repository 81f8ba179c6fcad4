import { quoteCell } from "./cell-reading.ts";
import { readDiscount, readMoney, readQuantity } from "./cells.ts";
import type { TableKind } from "./fields.ts";
import { readPayment } from "./read-payment.ts";
import type { RowReading, TableCommand, TableMeaning } from "./read-row.ts";
import type { Table, TableRow } from "./read-table.ts";
import {
  type Cells,
  createCells,
  createRowReaders,
  neededNumber,
  type RowReaders,
  rowCurrency,
  when,
} from "./row-cells.ts";
import { whyNoData } from "./row-of-no-data.ts";

/** Makes the reader of the rows of one table. */
export function createRowReader(
  { columns }: Pick<Table, "columns">,
  { kind, mapping, forms }: TableMeaning,
): (row: TableRow) => RowReading {
  const readCommand = COMMAND_OF[kind];
  const readers = createRowReaders(forms);
  const places = Object.values(mapping);
  return ({ row, cells: written }) => {
    const surplus = written.findIndex(
      (cell, index) => index >= columns.length && cell.trim() !== "",
    );
    if (surplus >= 0) {
      const reason = `It has ${surplus + 1} cells, but the table has ${columns.length} columns. A cell that holds the separator stands in quotation marks.`;
      return { row, refused: { row, reason } };
    }
    const reason = whyNoData(written, columns, kind, mapping);
    if (reason !== undefined) return { row, refused: { row, reason } };
    const cut = places.find((place) => written[place]?.includes(UNREADABLE));
    if (cut !== undefined) {
      return { row, refused: { row, column: columns[cut] ?? "", reason: cutLetter(written[cut]) } };
    }
    const cells = createCells({ row, cells: written }, columns, mapping);
    const input = readCommand(cells, readers);
    const reference = kind === "orders" ? cells.text("reference") : "";
    const [refused] = cells.problems;
    return { row, ...(reference && { reference }), ...(refused ? { refused } : { input }) };
  };
}

/** What decoding leaves of bytes that are no letter. */
const UNREADABLE = "\ufffd";

function cutLetter(cell = ""): string {
  return `${quoteCell(cell)} has a letter that cannot be read: its bytes are broken in the file.`;
}

const COMMAND_OF: {
  readonly [Kind in TableKind]: (cells: Cells, readers: RowReaders) => TableCommand;
} = { clients: readClient, orders: readOrderLine, wallets: readPayment };

const DETAILS = ["name", "email", "phone"] as const;

function readClient(cells: Cells, readers: RowReaders): TableCommand {
  const username = cells.needed("username");
  const details = DETAILS.flatMap((field) => {
    const detail = cells.text(field);
    return detail ? [[field, detail] as const] : [];
  });
  return {
    type: "RegisterClient",
    username,
    ...Object.fromEntries(details),
    ...when(cells, readers),
  };
}

function readOrderLine(cells: Cells, readers: RowReaders): TableCommand {
  const { forms } = readers;
  const { decimal, areDiscountsFractions } = forms;
  const reference = cells.text("reference");
  const client = cells.needed("client");
  const productCode = cells.needed("productCode");
  const quantity = neededNumber(cells, "quantity", (cell) => readQuantity(cell, decimal));
  const hasTotal = cells.text("unitPrice") === "" && cells.text("lineTotal") !== "";
  const field = hasTotal ? "lineTotal" : "unitPrice";
  const currency = rowCurrency(cells, field, forms);
  const money = readers.currencyOf(currency);
  const written = neededNumber(cells, field, (cell) => readMoney(cell, decimal, money));
  if (written < 0) cells.refuse(field, "A price cannot be less than nothing");
  const unitPrice = hasTotal ? priceOfEach(cells, written, quantity) : written;
  const discount = cells.read("discount", (cell) =>
    readDiscount(cell, decimal, areDiscountsFractions),
  );
  return {
    type: "PlaceOrder",
    client,
    lines: [{ productCode, quantity, unitPrice, ...(discount && { discount }) }],
    currency,
    ...(reference && { reference }),
    ...when(cells, readers),
  };
}

/** The price of one piece, where a column says what all of a line come to. */
function priceOfEach(cells: Cells, total: number, quantity: number): number {
  if (quantity > 0 && total % quantity !== 0) {
    cells.refuse(
      "lineTotal",
      `${quoteCell(cells.text("lineTotal"))} cannot be divided into ${quantity} equal prices`,
    );
  }
  return Math.trunc(total / Math.max(quantity, 1));
}
