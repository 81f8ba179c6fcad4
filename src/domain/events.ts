import * as v from "valibot";
import type { NewEvent, RecordedEvent } from "../eventlog/envelope.ts";
import { newestVersion, type UpcasterChain, upcast } from "../eventlog/upcast.ts";
import { MAX_USERNAME, USERNAME_FORM, type UsernameKey } from "./aggregates/username.ts";
import type { ClientId, OrderId } from "./ids.ts";
import { PAST_SHAPES } from "./past-shapes.ts";
import { asItStands, UPCASTERS } from "./upcasters.ts";
import { type OrderLine, orderTotal, WHOLE } from "./values/money.ts";

/** Longest name, e-mail address, phone number, reference or reason, in UTF-16 code units. */
export const MAX_TEXT = 1_000;
/** Longest postal address, in UTF-16 code units with its line breaks. */
export const MAX_ADDRESS = 500;
/** Longest product code, in UTF-16 code units. */
export const MAX_PRODUCT_CODE = 256;
/** Most lines of one order: keeps every event well under the 1 MiB of a log file's line. */
export const MAX_LINES = 5_000;

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_TEXT));
const whole = v.pipe(v.number(), v.safeInteger());
const opaqueId = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_TEXT));
const clientId = v.pipe(
  opaqueId,
  v.transform((id) => id as ClientId),
);

const orderId = v.pipe(
  opaqueId,
  v.transform((id) => id as OrderId),
);
const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, "must be a currency code such as EUR"));
const amount = v.pipe(whole, v.minValue(1));
/** A text that stands there now, or null where it was taken away. */
const changedText = v.exactOptional(v.nullable(text));
const address = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_ADDRESS));

const orderLine = v.strictObject({
  productCode: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_PRODUCT_CODE)),
  quantity: v.pipe(whole, v.minValue(1)),
  unitPrice: v.pipe(whole, v.minValue(0)),
  discount: v.exactOptional(v.pipe(whole, v.minValue(0), v.maxValue(WHOLE))),
});

// Runs beside the checks of the lines, so it must bear what they refuse.
function isExact(lines: readonly OrderLine[]): boolean {
  const whole = lines.every(({ quantity, unitPrice, discount = 0 }) =>
    [quantity, unitPrice, discount].every(Number.isSafeInteger),
  );
  return !whole || orderTotal(lines) !== undefined;
}

const orderLines = v.pipe(
  v.array(orderLine),
  v.minLength(1),
  v.maxLength(MAX_LINES),
  v.check((lines) => isExact(lines), "must have a total that is small enough to be exact"),
);

/** What each event type carries at its newest schema version. Shapes are strict: a field nobody knows is an error. */
export const eventData = {
  BookOpened: v.strictObject({
    usernameKey: v.pipe(
      v.string(),
      v.regex(/^[0-9a-f]{64}$/),
      v.transform((key) => key as UsernameKey),
    ),
    /** How usernames of this book are compared: the rule may change with Unicode, the book's answer must not. */
    usernameForm: v.literal(USERNAME_FORM),
  }),
  UsernameReserved: v.strictObject({ clientId }),
  ClientRegistered: v.strictObject({
    username: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_USERNAME)),
    name: v.exactOptional(text),
    email: v.exactOptional(text),
    phone: v.exactOptional(text),
    /** Argon2id as a PHC string, in logs of earlier releases: no command puts it there any more. */
    passwordHash: v.exactOptional(
      v.pipe(v.string(), v.regex(/^\$argon2id\$/), v.maxLength(MAX_TEXT)),
    ),
  }),
  /** Comes with a registration as well, where there is an address: `ClientRegistered` has none. */
  ClientChanged: v.strictObject({
    name: changedText,
    email: changedText,
    phone: changedText,
    address: v.exactOptional(v.nullable(address)),
  }),
  OrderPlaced: v.strictObject({
    clientId,
    lines: orderLines,
    currency,
    /** The person's own number for the order. */
    reference: v.exactOptional(text),
  }),
  OrderLinesChanged: v.strictObject({ lines: orderLines }),
  OrderShipped: v.strictObject({}),
  OrderCancelled: v.strictObject({ reason: v.exactOptional(text) }),
  /** Somebody wants to pay: the checkout carries it out. */
  PaymentRequested: v.strictObject({ amount, currency }),
  PaymentFailed: v.strictObject({ reason: text }),
  OrderPaid: v.strictObject({}),
  WalletOpened: v.strictObject({ currency }),
  /** Minor units of the wallet's currency; `refund` where it gives a payment back. */
  WalletCredited: v.strictObject({ amount, refund: v.exactOptional(orderId) }),
  /** Minor units of the wallet's currency; `payment` where it pays for an order. */
  WalletDebited: v.strictObject({ amount, payment: v.exactOptional(orderId) }),
  /** A step of a checkout kept failing: it rests until somebody wants it tried again. */
  CheckoutParked: v.strictObject({ step: text, reason: text }),
  CheckoutRetried: v.strictObject({}),
} as const;

/** Names of the events this version knows. */
export type EventType = keyof typeof eventData;

/** What happened, as the deciders and the views see it: a union over `type`. */
export type BookEvent = {
  [Type in EventType]: {
    readonly type: Type;
    readonly data: Readonly<v.InferOutput<(typeof eventData)[Type]>>;
  };
}[EventType];

/** An event a decider returns, with the stream it belongs to. */
export type DecidedEvent = BookEvent & Pick<NewEvent, "stream">;

/**
 * The schema version in which an event is written: the oldest that says all of it, so that earlier
 * releases read what they can.
 */
export function schemaVersionOf({ type, data }: BookEvent): number {
  const chain: UpcasterChain = UPCASTERS[type];
  const saysAll = (shape: v.GenericSchema, step: number): boolean =>
    chain.slice(step).every((upcaster) => upcaster === asItStands) && v.is(shape, data);
  const oldest = pastShapes[type]?.findIndex(saysAll) ?? -1;
  return oldest < 0 ? newestVersion(chain) : oldest + 1;
}

/** What a recorded event means here: known, a type or version this app does not know, or a shape its type forbids. */
export type Reading =
  | { readonly kind: "known"; readonly event: BookEvent }
  | { readonly kind: "unknown" }
  /** As `sayDataIssue` tells it. */
  | { readonly kind: "malformed"; readonly issue: v.BaseIssue<unknown> | undefined };

/**
 * Reads a recorded event by schema, after bringing it to the newest version of its type; the log keeps it as it was
 * written. Total: whatever stands in the log gets one of three answers.
 */
export function readEvent({ type, schemaVersion, data }: NewEvent | RecordedEvent): Reading {
  if (!isEventType(type)) return { kind: "unknown" };
  // Valibot takes a list for an object whose fields are all optional.
  if (Array.isArray(data)) return { kind: "malformed", issue: undefined };
  const past = pastShapes[type]?.[schemaVersion - 1];
  if (past) {
    const written = v.safeParse(past, data, { abortEarly: true });
    if (!written.success) return malformed(written.issues[0]);
  }
  const newest = upcast(UPCASTERS[type], schemaVersion, data);
  if (!newest) return { kind: "unknown" };
  const result = v.safeParse(eventData[type], newest, { abortEarly: true });
  return result.success
    ? { kind: "known", event: { type, data: result.output } as BookEvent }
    : malformed(result.issues[0]);
}

// Most types have none: they carry what they always did.
const pastShapes: { readonly [Type in EventType]?: readonly v.GenericSchema[] } = PAST_SHAPES;

function malformed(issue: v.BaseIssue<unknown>): Reading {
  return { kind: "malformed", issue };
}

/**
 * Reads an event that was read by its schema before it came to stand in the log, without doing so again: screens read the
 * same events many thousand times. Undefined for one that this version does not know.
 */
export function knownEvent({
  type,
  schemaVersion,
  data,
}: Pick<NewEvent, "type" | "schemaVersion" | "data">): BookEvent | undefined {
  if (!isEventType(type)) return undefined;
  const newest = upcast(UPCASTERS[type], schemaVersion, data);
  return newest && ({ type, data: newest } as BookEvent);
}

function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventData, type);
}
