import { comparableUsername } from "../../domain/aggregates/username.ts";
import type { OrderId } from "../../domain/ids.ts";
import { sayMoney } from "../../domain/values/money.ts";
import type { TableCommandOf } from "../../formats/csv/rows/row-reading.ts";
import type { OrderRow } from "../../read-model/projections/orders.ts";
import type { History } from "../../read-model/read-model.ts";

/** An order as a table asks for it. */
type AskedOrder = TableCommandOf<"PlaceOrder">;

/** What a book has of an order that a table asks for. */
export type KnownOrder =
  | { readonly kind: "new" }
  | { readonly kind: "same"; readonly orderId: OrderId }
  /** The number is taken by an order that differs; `difference` tells in what. */
  | { readonly kind: "differs"; readonly orderId: OrderId; readonly difference: string };

/** Milliseconds by which the dates of one order may differ: a table may know only the day. */
const SAME_DAY_MS = 86_400_000;

/**
 * Holds orders of a table against those that a book has under the same number. An order without a
 * number is always new.
 */
export function compareByNumber(history: History): (asked: AskedOrder) => KnownOrder {
  const at = history.head().position;
  const byNumber = new Map<string, OrderRow[]>();
  /** Orders that nobody gave a number go by their place in the book, here as in its own files. */
  const byPlace = new Map<string, OrderRow>();
  for (const [index, order] of history.orders.rows(at).entries()) {
    const { reference } = order;
    const others = byNumber.get(reference ?? "");
    if (reference === undefined) byPlace.set(String(index + 1), order);
    else if (others) others.push(order);
    else byNumber.set(reference, [order]);
  }
  const usernameOf = ({ clientId }: OrderRow): string =>
    history.clients.row(clientId, at)?.username ?? clientId;

  const compare = (order: OrderRow, asked: AskedOrder): string | undefined =>
    differenceOf(order, usernameOf(order), asked);

  return (asked) => {
    const number = asked.reference?.trim() ?? "";
    const known = byNumber.get(number) ?? [];
    const placed = byPlace.get(number);
    // Another shop counts from 1 as well: that is no other state of this order.
    if (placed && compare(placed, asked) === undefined) return { kind: "same", orderId: placed.id };
    let last: KnownOrder = { kind: "new" };
    for (const order of known) {
      const [orderId, difference] = [order.id, compare(order, asked)];
      if (difference === undefined) return { kind: "same", orderId };
      last = { kind: "differs", orderId, difference };
    }
    return last;
  };
}

function differenceOf(
  order: OrderRow,
  username: string,
  { client, currency, occurredAt, lines }: AskedOrder,
): string | undefined {
  const isClient =
    client === order.clientId || comparableUsername(client) === comparableUsername(username);
  if (!isClient) return there(`client ${username}`, client);
  if (currency !== undefined && currency !== order.currency) {
    return there(order.currency, currency);
  }
  const apart = occurredAt === undefined ? 0 : Math.abs(occurredAt - order.placedAt);
  if (apart >= SAME_DAY_MS) return "the date is another one";
  if (lines.length !== order.lines.length) {
    return there(`${order.lines.length} lines`, String(lines.length));
  }
  for (const [index, line] of lines.entries()) {
    const known = order.lines[index];
    const [theirs, ours] = [known && sayLine(known, order.currency), sayLine(line, order.currency)];
    if (theirs !== ours) return there(theirs ?? "nothing", ours);
  }
  return undefined;
}

function there(known: string, asked: string): string {
  return `${known} there, ${asked} here`;
}

function sayLine(
  { quantity, productCode, unitPrice, discount }: AskedOrder["lines"][number],
  currency: string,
): string {
  const off = discount ? ` − ${discount / 100} %` : "";
  return `${quantity} × ${productCode.trim()} at ${sayMoney(unitPrice, currency)}${off}`;
}
