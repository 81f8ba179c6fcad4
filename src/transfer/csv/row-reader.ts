import { DETAILS } from "../../domain/client.ts";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { quoteCell } from "./cell-reading.ts";
import { readDecimal, readDiscount, readMoney, readQuantity } from "./cells.ts";
import { saysBalances, type TableKind } from "./fields.ts";
import { readPayment } from "./read-payment.ts";
import type { ClientTold, RefusedRow, RowReading, TableCommand, TableMeaning } from "./read-row.ts";
import type { TableFault } from "./refusal-code.ts";
import {
  type Cells,
  createCells,
  createRowReaders,
  neededNumber,
  plainId,
  type RowReaders,
  rowCurrency,
  when,
} from "./row-cells.ts";
import { whyNoData } from "./row-of-no-data.ts";
import type { Table, TableRow } from "./table.ts";

/**
 * Makes the reader of the rows of one table, to be asked in their order: what a later row of an
 * order leaves out is as its first row says.
 */
export function createRowReader(
  { columns }: Pick<Table, "columns">,
  { kind, mapping, forms, newClients }: TableMeaning,
): (row: TableRow) => RowReading {
  const readCommand = COMMAND_OF[kind];
  const context: RowContext = {
    ...createRowReaders(forms),
    ...{ walkIn: newClients.walkIn.trim(), beginnings: new Map() },
  };
  const places = Object.values(mapping);
  const isOfBalances = kind === "wallets" && saysBalances((field) => mapping[field] !== undefined);
  return ({ row, cells: written }) => {
    const cells = createCells({ row, cells: written }, columns, mapping);
    const reference = kind === "orders" ? plainId(cells.text("reference")) : "";
    // What is refused so takes its order with it.
    const refuse = (code: TableFault, reason: string, column?: string): RowReading => ({
      ...{ row, refused: { row, ...(column !== undefined && { column }), code, reason } },
      ...(reference && { reference }),
    });
    const surplus = written.findIndex(
      (cell, index) => index >= columns.length && cell.trim() !== "",
    );
    if (surplus >= 0) {
      return refuse(
        "too-many-cells",
        `It has ${surplus + 1} cells, but the table has ${columns.length} columns. A cell that holds the separator stands in quotation marks.`,
      );
    }
    const reason = whyNoData(written, columns, kind, mapping);
    if (reason !== undefined) return { row, refused: { row, code: "no-data", reason } };
    const cut = places.find((place) => written[place]?.includes(UNREADABLE));
    if (cut !== undefined) return refuse("broken-letter", cutLetter(written[cut]), columns[cut]);
    if (reference && !context.beginnings.has(reference)) {
      // Also where the row itself is left out.
      const first = createCells({ row, cells: written }, columns, mapping);
      context.beginnings.set(reference, beginningOf(first, context));
    }
    const returned = kind === "orders" && lessThanNothing(cells, forms);
    if (returned) return { row, refused: { row, ...returned }, isLeftOut: true };
    const input = readCommand(cells, context);
    const [refused] = cells.problems;
    if (refused && input.type === "PlaceOrder" && isTooFine(cells, input, context)) {
      const reason = `${refused.reason} The rest of its order is taken.`;
      return { row, refused: { ...refused, reason }, isLeftOut: true };
    }
    if (refused) return { row, ...(reference && { reference }), refused };
    return {
      ...{ row, input },
      ...(reference && { reference }),
      ...(kind === "orders" && { told: toldOfClient(cells, context) }),
      ...(isOfBalances && { isBalance: true }),
    };
  };
}

/** Digits behind the decimal sign that no currency has, and prices of screws and grains do. */
const FINE_DIGITS = 8;

/** Whether nothing is wrong with a line but its price, which its currency has no coin for. */
function isTooFine(
  cells: Cells,
  { currency = "" }: Extract<TableCommand, { readonly type: "PlaceOrder" }>,
  { forms, currencyOf }: RowContext,
): boolean {
  if (cells.problems.length > 1) return false;
  const price = cells.text("unitPrice") || cells.text("lineTotal");
  const { column } = cells.problems[0] ?? {};
  if (column !== cells.titleOf(cells.text("unitPrice") ? "unitPrice" : "lineTotal")) return false;
  const fine = readMoney(price, forms.decimal, { ...currencyOf(currency), digits: FINE_DIGITS });
  return "value" in fine && fine.value >= 0;
}

/** What is known beside the cells of a row. */
interface RowContext extends RowReaders {
  readonly walkIn: string;
  /** What the first row of each order says, by its number. */
  readonly beginnings: Map<string, Beginning>;
}

interface Beginning {
  /** Empty where the first row names nobody. */
  readonly client: string;
  readonly currency: string;
  readonly occurredAt?: EpochMs;
  readonly told: ClientTold;
}

function beginningOf(cells: Cells, context: RowContext): Beginning {
  const field = cells.text("unitPrice") === "" ? "lineTotal" : "unitPrice";
  const client = plainId(cells.text("client"));
  return {
    ...{ client, currency: rowCurrency(cells, field, context.forms) },
    ...when(cells, context),
    told: client === "" ? {} : detailsIn(cells),
  };
}

// Of somebody without a name nothing is told: many may be called so.
function toldOfClient(cells: Cells, { beginnings }: RowContext): ClientTold {
  const beginning = beginnings.get(plainId(cells.text("reference")));
  const isNamed = cells.text("client") !== "" || Boolean(beginning?.client);
  return isNamed ? { ...detailsIn(cells), ...beginning?.told } : {};
}

/** What decoding leaves of bytes that are no letter. */
const UNREADABLE = "\ufffd";

function cutLetter(cell = ""): string {
  return `${quoteCell(cell)} has a letter that cannot be read: its bytes are broken in the file.`;
}

const COMMAND_OF: {
  readonly [Kind in TableKind]: (cells: Cells, context: RowContext) => TableCommand;
} = { clients: readClient, orders: readOrderLine, wallets: readPayment };

function readClient(cells: Cells, context: RowContext): TableCommand {
  const username = plainId(cells.needed("username"));
  return { type: "RegisterClient", username, ...detailsIn(cells), ...when(cells, context) };
}

function detailsIn(cells: Cells): ClientTold {
  const details = DETAILS.flatMap((field) => {
    const detail = cells.text(field);
    return detail ? [[field, detail] as const] : [];
  });
  return Object.fromEntries(details);
}

// Nothing can be returned yet: such a row is left out, and what else its order holds is taken.
function lessThanNothing(
  cells: Cells,
  { decimal }: TableMeaning["forms"],
): Omit<RefusedRow, "row"> | undefined {
  const cell = cells.text("quantity");
  if (!MAY_BE_NEGATIVE.test(cell)) return undefined;
  const quantity = readDecimal(cell, decimal, 0);
  if (!("value" in quantity) || quantity.value >= 0) return undefined;
  const column = cells.titleOf("quantity");
  const reason = `${quoteCell(cell)} is less than nothing: goods that came back are left out, as an order cannot hold them.`;
  return { ...(column !== undefined && { column }), code: "returned", reason };
}

// Quick for the many rows that hold a plain number.
const MAY_BE_NEGATIVE = /[^\d\s.,]/;

function readOrderLine(cells: Cells, context: RowContext): TableCommand {
  const { forms, walkIn, beginnings } = context;
  const { decimal, areDiscountsFractions } = forms;
  const reference = plainId(cells.text("reference"));
  const beginning = beginnings.get(reference);
  const client =
    plainId(cells.text("client")) || beginning?.client || walkIn || cells.needed("client");
  const productCode = cells.needed("productCode");
  const quantity = neededNumber(cells, "quantity", (cell) => readQuantity(cell, decimal));
  const hasTotal = cells.text("unitPrice") === "" && cells.text("lineTotal") !== "";
  const field = hasTotal ? "lineTotal" : "unitPrice";
  const currency = rowCurrency(cells, field, beginning ?? forms);
  const money = context.currencyOf(currency);
  const written = neededNumber(cells, field, (cell) => readMoney(cell, decimal, money));
  if (written < 0) {
    cells.refuse(field, "less-than-nothing", "A price cannot be less than nothing");
  }
  const unitPrice = hasTotal ? priceOfEach(cells, written, quantity) : written;
  // What a line comes to is what is left after its discount.
  const discount = hasTotal
    ? undefined
    : cells.read("discount", (cell) => readDiscount(cell, decimal, areDiscountsFractions));
  return {
    type: "PlaceOrder",
    client,
    lines: [{ productCode, quantity, unitPrice, ...(discount && { discount }) }],
    currency,
    ...(reference && { reference }),
    ...(beginning?.occurredAt !== undefined && { occurredAt: beginning.occurredAt }),
    ...when(cells, context),
  };
}

/** The price of one piece, where a column says what all of a line come to. */
function priceOfEach(cells: Cells, total: number, quantity: number): number {
  if (quantity > 0 && total % quantity !== 0) {
    cells.refuse(
      "lineTotal",
      "uneven-total",
      `${quoteCell(cells.text("lineTotal"))} cannot be divided into ${quantity} equal prices`,
    );
  }
  return Math.trunc(total / Math.max(quantity, 1));
}
