import { type Aggregate, accept, type Book, type Decision, refuse } from "./aggregate.ts";
import { findClient } from "./client.ts";
import type { CancelOrder, PlaceOrder, ShipOrder } from "./commands.ts";
import { MAX_LINES, MAX_PRODUCT_CODE, MAX_TEXT } from "./events.ts";
import { type OrderId, orderStream } from "./ids.ts";
import { type OrderLine, orderTotal, WHOLE } from "./money.ts";
import { type Rejection, reject } from "./rejection.ts";

/** An order's life: placed, then shipped or cancelled, and nothing after that. */
export type OrderState = { readonly status: "absent" | "placed" | "shipped" | "cancelled" };

/** Folds an order's stream. */
export const order: Aggregate<OrderState> = {
  initialState: { status: "absent" },
  evolve: (state, event) => {
    switch (event.type) {
      case "OrderPlaced":
        return { status: "placed" };
      case "OrderShipped":
        return { status: "shipped" };
      case "OrderCancelled":
        return { status: "cancelled" };
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
  if (!clientId) {
    const message = `No client “${command.client}” is in this book. Add the client first, or pick one from the list.`;
    return refuse(reject("unknown-client", message, "client"));
  }
  const stream = orderStream(command.orderId);
  if (state.stateOf(order, stream).status !== "absent") {
    return refuse(
      reject("id-taken", `An order with the id ${command.orderId} is already there.`, "orderId"),
    );
  }
  const { currency, reference } = command;
  const lines = command.lines.map(({ discount, ...line }) => ({
    ...line,
    productCode: line.productCode.trim(),
    ...(discount && { discount }),
  }));
  const data = { clientId, lines, currency, ...(reference && { reference }) };
  return accept({ stream, type: "OrderPlaced", data });
}

/** Decides `ShipOrder`: only an open order can leave. */
export function shipOrder({ orderId }: ShipOrder, state: Book): Decision {
  const closed = checkOpen(orderId, "shipped", state);
  if (closed) return refuse(closed);
  return accept({ stream: orderStream(orderId), type: "OrderShipped", data: {} });
}

/** Decides `CancelOrder`: only an open order can be called off. */
export function cancelOrder({ orderId, reason }: CancelOrder, state: Book): Decision {
  const closed = checkOpen(orderId, "cancelled", state);
  if (closed) return refuse(closed);
  if (reason && reason.length > MAX_TEXT) {
    return refuse(reject("invalid-text", `A reason has at most ${MAX_TEXT} characters.`, "reason"));
  }
  const data = reason ? { reason } : {};
  return accept({ stream: orderStream(orderId), type: "OrderCancelled", data });
}

function checkOpen(orderId: OrderId, wanted: string, state: Book): Rejection | undefined {
  const { status } = state.stateOf(order, orderStream(orderId));
  switch (status) {
    case "placed":
      return undefined;
    case "absent":
      return reject("unknown-order", `No order ${orderId} is in this book.`, "orderId");
    case "shipped":
    case "cancelled":
      return reject(
        "order-not-open",
        `This order is already ${status}: it cannot be ${wanted}.`,
        "orderId",
      );
  }
}

function checkOrder({ lines, currency, reference }: PlaceOrder): Rejection | undefined {
  if (lines.length === 0) {
    return reject("empty-order", "An order needs at least one line.", "lines");
  }
  if (lines.length > MAX_LINES) {
    return reject(
      "too-many-lines",
      `An order has at most ${MAX_LINES} lines. Split it in two.`,
      "lines",
    );
  }
  if (!/^[A-Z]{3}$/.test(currency)) {
    return reject(
      "invalid-currency",
      "A currency is three capital letters, such as EUR.",
      "currency",
    );
  }
  if (reference && reference.length > MAX_TEXT) {
    return reject("invalid-text", `A reference has at most ${MAX_TEXT} characters.`, "reference");
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

function checkLine(line: OrderLine, path: string): Rejection | undefined {
  const { productCode, quantity, unitPrice, discount = 0 } = line;
  if (productCode.trim() === "") {
    return reject("invalid-product", "A line needs a product code.", `${path}.productCode`);
  }
  if (productCode.trim().length > MAX_PRODUCT_CODE) {
    const message = `A product code has at most ${MAX_PRODUCT_CODE} characters.`;
    return reject("invalid-product", message, `${path}.productCode`);
  }
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
