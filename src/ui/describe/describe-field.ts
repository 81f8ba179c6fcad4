import { inOneLine } from "../../domain/aggregates/client.ts";
import type { OrderLine } from "../../domain/values/money.ts";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { formatMoney } from "../i18n/format.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { sayMoment } from "./describe-moment.ts";

/** What the words for a value depend on, beside the value itself. */
export interface Wording {
  /** Currency of the amounts; without one they are told in minor units. */
  readonly currency?: string | undefined;
  /** How a client is called, by id or username; and an order, by id. */
  nameOf?(kind: "client" | "order", id: string): string | undefined;
}

/**
 * How a field of a record, an event or a command is called within a sentence: `placedAt` is “placed”. One that only events of
 * other programs have is called by its own name: `shippingCost` is “shipping cost”.
 */
export function fieldWords(field: string): string {
  if (isKeyOf(rooms.fields, field)) return rooms.fields[field];
  return field
    .replace(/(?<=.)(At|Id)$/, "")
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** How a field is called where it stands alone: `placedAt` is “Placed”. */
export function fieldLabel(field: string): string {
  const words = fieldWords(field);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * The value of a row's, an event's or a command's field in words: money with its currency, times in the person's zone, ids by
 * the names they stand for. What is none of these is told as it stands.
 * @param other what it is compared with: of many lines of an order, those alike in front are counted.
 */
export function sayField(
  field: string,
  value: unknown,
  wording: Wording = {},
  other?: unknown,
): string {
  const { currency, nameOf } = wording;
  if (value === null) return rooms.values.takenAway;
  if (field === "passwordHash") return rooms.values.hash;
  if (typeof value === "number") {
    if (AMOUNTS.has(field) && currency) return formatMoney(value, currency);
    if (field.endsWith("At")) return sayMoment(value as EpochMs);
  }
  if (typeof value === "string") {
    if (field === "status" && isKeyOf(rooms.statuses, value)) return rooms.statuses[value];
    if (field === "outcome" && isKeyOf(rooms.payments, value)) return rooms.payments[value];
    if (field === "address") return inOneLine(value);
    return named(field, value, nameOf) ?? value;
  }
  if (field === "lines" && isLines(value)) return sayFirstLines(value, currency, other);
  return JSON.stringify(value) ?? "";
}

/**
 * The value of a field as one text a line: lines of an order or an address stand below each other,
 * anything else is one.
 */
export function sayFieldLines(field: string, value: unknown, wording: Wording): string[] {
  if (field === "lines" && isLines(value)) return sayLines(value, wording.currency);
  if (field === "address" && typeof value === "string") return value.split("\n");
  return [sayField(field, value, wording)];
}

/** One line of an order in words; its price in minor units where no currency is known. */
export function sayLine(
  { quantity, productCode, unitPrice, discount }: OrderLine,
  currency: string | undefined,
): string {
  const price = currency ? formatMoney(unitPrice, currency) : String(unitPrice);
  const line = rooms.orders.oneLine(quantity, productCode, price);
  return discount === undefined ? line : rooms.orders.discounted(line, discount / 100);
}

const AMOUNTS = new Set(["amount", "balance", "total"]);
const NAMED = new Map<string, "client" | "order">([
  ["client", "client"],
  ["clientId", "client"],
  ["orderId", "order"],
  ["payment", "order"],
  ["refund", "order"],
]);

function named(field: string, id: string, nameOf: Wording["nameOf"]): string | undefined {
  const kind = NAMED.get(field);
  const name = kind && nameOf?.(kind, id);
  // “Order 12” and “Payment order 12” read well, “Order order 12” does not.
  return name && (field === "payment" || field === "refund") ? rooms.orders.inside(name) : name;
}

/** Lines of an order that stand in one text; more would be read by nobody. */
const MOST_IN_ONE_TEXT = 20;

// Of many lines those are told that differ from the others.
function sayFirstLines(
  lines: readonly OrderLine[],
  currency: string | undefined,
  others: unknown,
): string {
  const isShort = lines.length <= MOST_IN_ONE_TEXT;
  const same = isShort || !isLines(others) ? 0 : firstDifference(lines, others);
  const said = sayLines(lines.slice(same, same + MOST_IN_ONE_TEXT), currency);
  const more = lines.length - same - said.length;
  return [
    ...(same > 0 ? [rooms.orders.sameLines(same)] : []),
    ...said,
    ...(more > 0 ? [rooms.orders.moreLines(more)] : []),
  ].join(" · ");
}

function firstDifference(lines: readonly OrderLine[], others: readonly OrderLine[]): number {
  const isSame = (line: OrderLine, place: number): boolean =>
    JSON.stringify(line) === JSON.stringify(others[place]);
  const place = lines.findIndex((line, index) => !isSame(line, index));
  return place < 0 ? lines.length : place;
}

function sayLines(lines: readonly OrderLine[], currency: string | undefined): string[] {
  return lines.map((line) => sayLine(line, currency));
}

function isKeyOf<Words extends object>(words: Words, key: string): key is keyof Words & string {
  return Object.hasOwn(words, key);
}

function isLines(value: unknown): value is readonly OrderLine[] {
  return (
    Array.isArray(value) &&
    value.every((line) => typeof line?.quantity === "number" && typeof line.unitPrice === "number")
  );
}
