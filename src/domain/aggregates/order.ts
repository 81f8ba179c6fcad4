import { type Aggregate, accept, type Book, type Decision, refuse } from "../aggregate.ts";
import type { CancelOrder, ChangeOrderLines, PlaceOrder, ShipOrder } from "../commands.ts";
import { MAX_LINES, MAX_PRODUCT_CODE, MAX_TEXT } from "../events.ts";
import { type ClientId, type OrderId, orderStream } from "../ids.ts";
import { isRejection, type Rejection, reject } from "../rejection.ts";
import { isCurrencyCode, NEEDS_CURRENCY } from "../values/currencies.ts";
import { type OrderLine, orderTotal, WHOLE } from "../values/money.ts";
import { checkVisible } from "../values/visible-name.ts";
import { findClient } from "./client-decider.ts";
import { checkVersion } from "./expected-version.ts";

/** An order's life: placed, perhaps paid, then shipped or cancelled, and nothing after that. */
export type OrderState =
  | { readonly status: "absent" }
  | {
      readonly status: "placed" | "paid" | "shipped" | "cancelled";
      readonly clientId: ClientId;
      readonly currency: string;
      /** Minor units, after discounts. */
      readonly total: number;
      readonly payment: "none" | "under-way" | "paid";
    };

/** Folds an order's stream. */
export const order: Aggregate<OrderState> = {
  initialState: { status: "absent" },
  evolve: (state, event) => {
    if (event.type === "OrderPlaced") {
      const { clientId, currency, lines } = event.data;
      return { status: "placed", clientId, currency, total: totalOf(lines), payment: "none" };
    }
    if (state.status === "absent") return state;
    switch (event.type) {
      case "OrderLinesChanged":
        return { ...state, total: totalOf(event.data.lines) };
      case "PaymentRequested":
        return { ...state, payment: "under-way" };
      case "PaymentFailed":
        return { ...state, payment: "none" };
      case "OrderPaid":
        return { ...state, status: "paid", payment: "paid" };
      case "OrderShipped":
        return { ...state, status: "shipped" };
      case "OrderCancelled":
        return { ...state, status: "cancelled" };
      default:
        return state;
    }
  },
};

/** Decides `PlaceOrder`: a known client, at least one line, whole quantities and exact prices. */
export function placeOrder(command: PlaceOrder, state: Book): Decision {
  const invalid = checkOrder(command);
  if (invalid) return refuse(invalid);

  const clientId = findClient(command.client, state);
  if (isRejection(clientId)) return refuse(clientId);
  const stream = orderStream(command.orderId);
  if (state.stateOf(order, stream).status !== "absent") {
    return refuse(
      reject("id-taken", `An order with the id ${command.orderId} is already there.`, "orderId"),
    );
  }
  const { currency } = command;
  const reference = command.reference?.trim();
  const lines = tidied(command.lines);
  const data = { clientId, lines, currency, ...(reference && { reference }) };
  return accept({ stream, type: "OrderPlaced", data });
}

/** Decides `ChangeOrderLines`: only of an open order that nobody has paid or is paying. */
export function changeOrderLines(command: ChangeOrderLines, state: Book): Decision {
  const { orderId, lines, expectedVersion } = command;
  const invalid = checkLines(lines);
  if (invalid) return refuse(invalid);
  const closed = checkOpen(orderId, "changed", state);
  if (closed) return refuse(closed);
  const stream = orderStream(orderId);
  if (state.stateOf(order, stream).status === "paid") {
    const message = "This order is paid: its lines cannot be changed any more. Cancel it instead.";
    return refuse(reject("already-paid", message, "orderId"));
  }
  const conflict = checkVersion(stream, expectedVersion, state);
  if (conflict) return refuse(conflict);
  return accept({ stream, type: "OrderLinesChanged", data: { lines: tidied(lines) } });
}

/** Decides `ShipOrder`: only an open order can leave. */
export function shipOrder({ orderId }: ShipOrder, state: Book): Decision {
  const closed = checkOpen(orderId, "shipped", state);
  if (closed) return refuse(closed);
  return accept({ stream: orderStream(orderId), type: "OrderShipped", data: {} });
}

/** Decides `CancelOrder`: only an open order can be called off. */
export function cancelOrder(
  { orderId, reason, expectedVersion }: CancelOrder,
  state: Book,
): Decision {
  const closed = checkOpen(orderId, "cancelled", state);
  if (closed) return refuse(closed);
  const stream = orderStream(orderId);
  const conflict = checkVersion(stream, expectedVersion, state);
  if (conflict) return refuse(conflict);
  if (reason && reason.length > MAX_TEXT) {
    return refuse(reject("invalid-text", `A reason has at most ${MAX_TEXT} characters.`, "reason"));
  }
  const data = reason ? { reason } : {};
  return accept({ stream, type: "OrderCancelled", data });
}

/** Whether an order can still take a step, and if not, why. */
export function checkOpen(orderId: OrderId, wanted: string, state: Book): Rejection | undefined {
  const found = state.stateOf(order, orderStream(orderId));
  switch (found.status) {
    case "absent":
      return reject("unknown-order", `No order ${orderId} is in this book.`, "orderId");
    case "placed":
    case "paid":
      return found.payment === "under-way"
        ? reject(
            "payment-under-way",
            `This order is being paid: it cannot be ${wanted} until that is done.`,
            "orderId",
          )
        : undefined;
    case "shipped":
    case "cancelled":
      return reject(
        "order-not-open",
        `This order is already ${found.status}: it cannot be ${wanted}.`,
        "orderId",
      );
  }
}

function totalOf(lines: readonly OrderLine[]): number {
  // No event holds more: see the check of its lines.
  return orderTotal(lines) ?? Number.MAX_SAFE_INTEGER;
}

function tidied(lines: readonly OrderLine[]): OrderLine[] {
  return lines.map(({ discount, ...line }) => ({
    ...line,
    productCode: line.productCode.trim(),
    ...(discount && { discount }),
  }));
}

function checkOrder({ orderId, lines, currency, reference }: PlaceOrder): Rejection | undefined {
  const unseen = checkVisible(orderId, "An order’s id", "invalid-text", "orderId");
  if (unseen) return unseen;
  if (!isCurrencyCode(currency)) return reject("invalid-currency", NEEDS_CURRENCY, "currency");
  if (reference && reference.length > MAX_TEXT) {
    return reject("invalid-text", `A reference has at most ${MAX_TEXT} characters.`, "reference");
  }
  const text = reference?.trim();
  const hidden = text && checkVisible(text, "A reference", "invalid-text", "reference");
  return hidden || checkLines(lines);
}

function checkLines(lines: readonly OrderLine[]): Rejection | undefined {
  if (lines.length === 0) {
    return reject("empty-order", "An order needs at least one line.", "lines");
  }
  if (lines.length > MAX_LINES) {
    return reject(
      "too-many-lines",
      `An order has at most ${MAX_LINES.toLocaleString("en")} lines. Split it in two.`,
      "lines",
    );
  }
  if (lines.length > MANY_LINES && bytesOf(lines) > MAX_LINES_BYTES) {
    const message = "These lines are too long together to be kept as one order. Split it in two.";
    return reject("too-many-lines", message, "lines");
  }
  for (const [index, line] of lines.entries()) {
    const invalid = checkLine(line, `lines.${index}`);
    if (invalid) return invalid;
  }
  if (orderTotal(lines) === undefined) {
    return reject(
      "invalid-amount",
      "The total is too large to be exact. Split the order.",
      "lines.0.unitPrice",
    );
  }
  return undefined;
}

/** Lines that fit into one event whatever their product codes are. */
const MANY_LINES = 500;

/** Bytes of an order's lines: its command and its event travel in one message of a shared book. */
const MAX_LINES_BYTES = 400_000;

function bytesOf(lines: readonly OrderLine[]): number {
  return new TextEncoder().encode(JSON.stringify(lines)).length;
}

function checkLine(line: OrderLine, path: string): Rejection | undefined {
  const { productCode, quantity, unitPrice, discount = 0 } = line;
  if (productCode.trim() === "") {
    return reject("invalid-product", "A line needs a product code.", `${path}.productCode`);
  }
  if (productCode.trim().length > MAX_PRODUCT_CODE) {
    const message = `A product code has at most ${MAX_PRODUCT_CODE} characters.`;
    return reject("invalid-product", message, `${path}.productCode`);
  }
  const hidden = checkVisible(
    productCode.trim(),
    "A product code",
    "invalid-product",
    `${path}.productCode`,
  );
  if (hidden) return hidden;
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    return reject(
      "invalid-quantity",
      "A quantity is a whole number of at least 1.",
      `${path}.quantity`,
    );
  }
  if (!Number.isSafeInteger(unitPrice) || unitPrice < 0) {
    const message = "A price is an amount of at least 0, in whole minor units.";
    return reject("invalid-amount", message, `${path}.unitPrice`);
  }
  if (!Number.isSafeInteger(discount) || discount < 0 || discount > WHOLE) {
    const message = "A discount lies between 0 and 100 %, in hundredths of a per cent.";
    return reject("invalid-discount", message, `${path}.discount`);
  }
  return undefined;
}
