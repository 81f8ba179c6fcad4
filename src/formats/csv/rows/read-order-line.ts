import type { EpochMs } from "../../../eventlog/envelope.ts";
import { quoteCell } from "../cells/cell-reading.ts";
import { readDiscount, readMoney, readQuantity } from "../cells/parse-cells.ts";
import { hasTime, isSameDay } from "../cells/read-date.ts";
import { type Cells, neededNumber, type RowReaders, rowCurrency, when } from "./row-cells.ts";
import type { ClientTold, TableCommandOf } from "./row-reading.ts";

/** What is known beside the cells of a row. */
export interface RowContext extends RowReaders {
  readonly walkIn: string;
  /** What the first row of each order says, by its number. */
  readonly beginnings: Map<string, Beginning>;
}

/** What the first row of an order says, for what its later ones leave out. */
export interface Beginning {
  /** Empty where the first row names nobody. */
  readonly client: string;
  readonly currency: string;
  readonly occurredAt?: EpochMs;
  readonly told: ClientTold;
}

/** Reads a row of orders: one line of an order that is to be placed. */
export function readOrderLine(cells: Cells, context: RowContext): TableCommandOf<"PlaceOrder"> {
  const { forms, walkIn, beginnings } = context;
  const { decimal, areDiscountsFractions } = forms;
  const reference = cells.id("reference");
  const beginning = beginnings.get(reference);
  const client = cells.id("client") || beginning?.client || walkIn || cells.needed("client");
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
    : cells.readOptional("discount", (cell) => readDiscount(cell, decimal, areDiscountsFractions));
  return {
    type: "PlaceOrder",
    client,
    lines: [{ productCode, quantity, unitPrice, ...(discount && { discount }) }],
    currency,
    ...(reference && { reference }),
    ...whenPlaced(cells, context, beginning),
  };
}

/** When an order was placed: a row without a time of day has that of the first one of its day. */
function whenPlaced(
  cells: Cells,
  context: RowContext,
  beginning: Beginning | undefined,
): { readonly occurredAt?: EpochMs } {
  const own = when(cells, context);
  const first = beginning?.occurredAt;
  if (first === undefined) return own;
  const isDayAlone = cells.text("time") === "" && !hasTime(cells.text("date"));
  const isLeftOut =
    own.occurredAt === undefined || (isDayAlone && isSameDay(own.occurredAt, first));
  return isLeftOut ? { occurredAt: first } : own;
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
