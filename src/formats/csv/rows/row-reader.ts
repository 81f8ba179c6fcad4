import { quoteCell } from "../cells/cell-reading.ts";
import { readDecimal, readMoney } from "../cells/parse-cells.ts";
import { ORDER_STEP_FIELDS, type OrderStepField, saysBalances, type TableKind } from "../fields.ts";
import type { Table, TableRow } from "../table.ts";
import { whyNoData } from "./non-data-row.ts";
import { detailsIn, readClient } from "./read-client.ts";
import { type Beginning, type RowContext, readOrderLine } from "./read-order-line.ts";
import { readPayment } from "./read-payment.ts";
import { groupOfRecord, readRecord } from "./read-record.ts";
import type { TableFault } from "./refusal-code.ts";
import { type Cells, createCells, createRowReaders, rowCurrency, when } from "./row-cells.ts";
import type {
  ClientTold,
  OrderSteps,
  RefusedRow,
  RowReading,
  TableCommand,
  TableCommandOf,
  TableMeaning,
} from "./row-reading.ts";

/**
 * Makes the reader of the rows of one table, to be asked in their order: what a later row of an
 * order leaves out is as its first row says.
 */
export function createRowReader(
  { columns }: Pick<Table, "columns">,
  { kind, mapping, forms, newClients }: TableMeaning,
): (row: TableRow) => RowReading {
  const readCommand = COMMAND_OF[kind];
  const mayHaveLines = kind === "orders" || kind === "book";
  const stepsTaken =
    kind === "orders" ? ORDER_STEP_FIELDS.filter((field) => mapping[field] !== undefined) : [];
  const context: RowContext = {
    ...createRowReaders(forms),
    ...{ walkIn: newClients.walkIn.trim(), beginnings: new Map() },
  };
  const places = Object.values(mapping);
  const isOfBalances = kind === "wallets" && saysBalances((field) => mapping[field] !== undefined);
  return ({ row, cells: written }) => {
    const cells = createCells({ row, cells: written }, columns, mapping);
    const reference = mayHaveLines ? cells.id("reference") : "";
    const ofOrder = reference && {
      ...{ reference, group: kind === "book" ? groupOfRecord(cells) : reference },
    };
    // What is refused so takes its order with it.
    const refuse = (code: TableFault, reason: string, column?: string): RowReading => ({
      ...{ row, refused: { row, ...(column !== undefined && { column }), code, reason } },
      ...ofOrder,
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
    const reason = kind === "book" ? undefined : whyNoData(written, columns, kind, mapping);
    if (reason !== undefined) return { row, refused: { row, code: "no-data", reason } };
    const cut = places.find((place) => written[place]?.includes(UNREADABLE));
    if (cut !== undefined) return refuse("broken-letter", cutLetter(written[cut]), columns[cut]);
    const isFirst = !reference || !context.beginnings.has(reference);
    if (kind === "orders" && reference && isFirst) {
      // Also where the row itself is left out.
      const first = createCells({ row, cells: written }, columns, mapping);
      context.beginnings.set(reference, beginningOf(first, context));
    }
    const returned = kind === "orders" && lessThanNothing(cells, forms);
    if (returned) return { row, refused: { row, ...returned }, isLeftOut: true };
    const paidOrder = kind === "wallets" ? cells.id("paidOrder") : "";
    if (paidOrder)
      return {
        row,
        refused: { row, code: "comes-with-order", reason: comesWithOrder(paidOrder) },
        isLeftOut: true,
      };
    const input = readCommand(cells, context);
    // What a later row leaves out is as the first one says.
    const isContinued = !isFirst && cells.text("client") === "" && cells.text("date") === "";
    const steps = stepsTaken.length > 0 && !isContinued && stepsOf(cells, stepsTaken, context);
    const [refused] = cells.problems;
    if (refused && input.type === "PlaceOrder" && isTooFine(cells, input, context)) {
      const reason = `${refused.reason} The rest of its order is taken.`;
      return { row, refused: { ...refused, reason }, isLeftOut: true };
    }
    if (refused) return { row, ...ofOrder, refused };
    return {
      ...{ row, input },
      ...ofOrder,
      ...(kind === "orders" && { told: toldOfClient(cells, context) }),
      ...(steps && { steps }),
      ...(isOfBalances && { isBalance: true }),
    };
  };
}

/** Digits behind the decimal sign that no currency has, and prices of screws and grains do. */
const FINE_DIGITS = 8;

/** Whether nothing is wrong with a line but its price, which its currency has no coin for. */
function isTooFine(
  cells: Cells,
  { currency = "" }: TableCommandOf<"PlaceOrder">,
  { forms, currencyOf }: RowContext,
): boolean {
  if (cells.problems.length > 1) return false;
  const price = cells.text("unitPrice") || cells.text("lineTotal");
  const { column } = cells.problems[0] ?? {};
  if (column !== cells.titleOf(cells.text("unitPrice") ? "unitPrice" : "lineTotal")) return false;
  const fine = readMoney(price, forms.decimal, { ...currencyOf(currency), digits: FINE_DIGITS });
  return "value" in fine && fine.value >= 0;
}

/** What the first row of an order says, for what its later ones leave out. */
function beginningOf(cells: Cells, context: RowContext): Beginning {
  const field = cells.text("unitPrice") === "" ? "lineTotal" : "unitPrice";
  const client = cells.id("client");
  return {
    ...{ client, currency: rowCurrency(cells, field, context.forms) },
    ...when(cells, context),
    told: client === "" ? {} : detailsIn(cells),
  };
}

// Of somebody without a name nothing is told: many may be called so.
function toldOfClient(cells: Cells, { beginnings }: RowContext): ClientTold {
  const beginning = beginnings.get(cells.id("reference"));
  const isNamed = cells.text("client") !== "" || Boolean(beginning?.client);
  return isNamed ? detailsIn(cells, beginning?.told) : {};
}

function stepsOf(
  cells: Cells,
  fields: readonly OrderStepField[],
  { readDate }: RowContext,
): OrderSteps {
  const steps = fields.flatMap((field) => {
    const time = cells.readOptional(field, readDate);
    return time === undefined ? [] : [[field, time] as const];
  });
  return Object.fromEntries(steps);
}

function comesWithOrder(number: string): string {
  return `It is what order ${number} took from the wallet or gave back: it comes in with that order.`;
}

/** What decoding leaves of bytes that are no letter. */
const UNREADABLE = "\ufffd";

function cutLetter(cell = ""): string {
  return `${quoteCell(cell)} has a letter that cannot be read: its bytes are broken in the file.`;
}

const COMMAND_OF: {
  readonly [Kind in TableKind]: (cells: Cells, context: RowContext) => TableCommand;
} = { clients: readClient, orders: readOrderLine, wallets: readPayment, book: readRecord };

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
