import { describe, expect, it } from "vitest";
import { parseCommand } from "../../src/domain/command-schema.ts";
import { sayDataIssue } from "../../src/domain/describe-schema-issue.ts";
import {
  type EventType,
  eventData,
  MAX_ADDRESS,
  MAX_LINES,
  readEvent,
  schemaVersionOf,
} from "../../src/domain/events.ts";
import { UPCASTERS } from "../../src/domain/upcasters.ts";
import type { JsonObject, StreamName } from "../../src/eventlog/envelope.ts";
import { newestVersion } from "../../src/eventlog/upcast.ts";
import { KEY } from "./cast.ts";

const BOOK_OPENED = { usernameKey: KEY, usernameForm: "nfkc-casefold-1" };
const PEN = { productCode: "PEN", quantity: 2, unitPrice: 250 };
const ORDER = { clientId: "k", lines: [PEN], currency: "EUR" };
const HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";

/** Of every type: data with nothing and with everything that may be left out. */
const KNOWN: { readonly [Type in EventType]: readonly JsonObject[] } = {
  BookOpened: [BOOK_OPENED],
  UsernameReserved: [{ clientId: "k" }],
  ClientRegistered: [
    { username: "ada" },
    { username: "ada", name: "Ada", email: "a@b.c", phone: "1", passwordHash: HASH },
  ],
  OrderPlaced: [
    ORDER,
    {
      ...ORDER,
      lines: [
        { ...PEN, discount: 10_000 },
        { ...PEN, unitPrice: 0 },
      ],
      reference: "7",
    },
  ],
  OrderShipped: [{}],
  OrderCancelled: [{}, { reason: "too late" }],
  ClientChanged: [
    {},
    { name: "Ada", email: null, phone: "1", address: "St James’s Sq 12\nLondon" },
    { address: null },
  ],
  OrderLinesChanged: [{ lines: [PEN] }],
  PaymentRequested: [{ amount: 500, currency: "EUR" }],
  PaymentFailed: [{ reason: "no money" }],
  OrderPaid: [{}],
  WalletOpened: [{ currency: "EUR" }],
  WalletCredited: [{ amount: 1 }, { amount: Number.MAX_SAFE_INTEGER, refund: "o-1" }],
  WalletDebited: [{ amount: 1 }, { amount: 500, payment: "o-1" }],
  CheckoutParked: [{ step: "RefundOrder", reason: "no room" }],
  CheckoutRetried: [{}],
};

/** Of every type: data that its shape forbids, and where. */
const MALFORMED: { readonly [Type in EventType]: readonly [JsonObject, string][] } = {
  BookOpened: [
    [{}, "usernameKey"],
    [{ ...BOOK_OPENED, usernameKey: KEY.toUpperCase() }, "usernameKey"],
    [{ ...BOOK_OPENED, usernameKey: KEY.slice(1) }, "usernameKey"],
    [{ usernameKey: KEY }, "usernameForm"],
    [{ ...BOOK_OPENED, usernameForm: "another" }, "usernameForm"],
  ],
  UsernameReserved: [
    [{}, "clientId"],
    [{ clientId: "" }, "clientId"],
    [{ clientId: "k", username: "ada" }, "username"],
  ],
  ClientRegistered: [
    [{}, "username"],
    [{ username: "" }, "username"],
    [{ username: "x".repeat(257) }, "username"],
    [{ username: "ada", name: "" }, "name"],
    [{ username: "ada", email: null }, "email"],
    [{ username: "ada", address: "London" }, "address"],
    [{ username: "ada", password: "hunter2" }, "password"],
    [{ username: "ada", passwordHash: "hunter2" }, "passwordHash"],
  ],
  OrderPlaced: [
    [{ ...ORDER, lines: [] }, "lines"],
    [{ ...ORDER, lines: Array.from({ length: MAX_LINES + 1 }, () => PEN) }, "lines"],
    [{ ...ORDER, lines: [PEN, { ...PEN, quantity: 0 }] }, "lines.1.quantity"],
    [{ ...ORDER, lines: [{ ...PEN, quantity: 1.5 }] }, "lines.0.quantity"],
    [{ ...ORDER, lines: [{ ...PEN, unitPrice: -1 }] }, "lines.0.unitPrice"],
    [{ ...ORDER, lines: [{ ...PEN, unitPrice: 2 ** 53 }] }, "lines.0.unitPrice"],
    [{ ...ORDER, lines: [{ ...PEN, discount: 10_001 }] }, "lines.0.discount"],
    [{ ...ORDER, lines: [{ ...PEN, colour: "blue" }] }, "lines.0.colour"],
    [{ ...ORDER, lines: [{ ...PEN, quantity: 2 ** 30, unitPrice: 2 ** 30 }] }, "lines"],
    [{ ...ORDER, currency: "eur" }, "currency"],
    [{ ...ORDER, reference: "" }, "reference"],
  ],
  OrderShipped: [[{ by: "mail" }, "by"]],
  OrderCancelled: [
    [{ reason: "" }, "reason"],
    [{ reason: 7 }, "reason"],
  ],
  ClientChanged: [
    [{ name: "" }, "name"],
    [{ username: "eve" }, "username"],
    [{ address: "" }, "address"],
    [{ address: "x".repeat(MAX_ADDRESS + 1) }, "address"],
  ],
  OrderLinesChanged: [
    [{ lines: [] }, "lines"],
    [{ lines: [{ ...PEN, quantity: 0 }] }, "lines.0.quantity"],
  ],
  PaymentRequested: [
    [{ amount: 0, currency: "EUR" }, "amount"],
    [{ amount: 500 }, "currency"],
  ],
  PaymentFailed: [[{}, "reason"]],
  OrderPaid: [[{ amount: 500 }, "amount"]],
  WalletOpened: [[{ currency: "euro" }, "currency"]],
  WalletCredited: [
    [{ amount: 0 }, "amount"],
    [{ amount: 1.5 }, "amount"],
    [{ amount: 2 ** 53 }, "amount"],
    [{ amount: 1, refund: "" }, "refund"],
  ],
  WalletDebited: [
    [{ amount: -1 }, "amount"],
    [{ amount: "1" }, "amount"],
    [{ amount: 1, payment: 7 }, "payment"],
  ],
  CheckoutParked: [[{ step: "RefundOrder" }, "reason"]],
  CheckoutRetried: [[{ why: "x" }, "why"]],
};

const read = (type: string, data: JsonObject, schemaVersion = newestOf(type)) =>
  readEvent({ stream: "s" as StreamName, type, schemaVersion, data });

function newestOf(type: string): number {
  return Object.hasOwn(UPCASTERS, type) ? newestVersion(UPCASTERS[type as EventType]) : 1;
}

const types = Object.keys(eventData) as EventType[];

describe.each(types)("reading %s", (type) => {
  it.each(KNOWN[type])("knows %j", (data) => {
    expect(read(type, data)).toEqual({ kind: "known", event: { type, data } });
  });

  it.each(MALFORMED[type])("says where %j is malformed", (data, path) => {
    const reading = read(type, data);
    expect(reading).toMatchObject({ kind: "malformed" });
    expect(reading.kind === "malformed" && sayDataIssue(reading.issue)).toContain(`“data.${path}”`);
  });

  it.each([0, newestOf(type) + 1, 1.5])(
    "does not know its version %d, whatever it carries",
    (version) => {
      expect(read(type, KNOWN[type][0] ?? {}, version)).toEqual({ kind: "unknown" });
      expect(read(type, { nonsense: true }, version)).toEqual({ kind: "unknown" });
    },
  );
});

describe("reading what an older version wrote", () => {
  it("knows a book of version 1, which compared usernames in the only way there was", () => {
    expect(read("BookOpened", { usernameKey: KEY }, 1)).toEqual({
      kind: "known",
      event: { type: "BookOpened", data: BOOK_OPENED },
    });
  });

  it.each<[JsonObject, string]>([
    [{ usernameKey: "short" }, "usernameKey"],
    [{}, "usernameKey"],
    [BOOK_OPENED, "usernameForm"],
    [{ usernameKey: KEY, more: 1 }, "more"],
  ])("says where %j does not fit the shape of that version", (data, path) => {
    const reading = read("BookOpened", data, 1);
    expect(reading.kind === "malformed" && sayDataIssue(reading.issue)).toContain(`“data.${path}”`);
  });

  it("says where an address stands in a change of version 1, which had none", () => {
    const reading = read("ClientChanged", { address: "London" }, 1);
    expect(reading.kind === "malformed" && sayDataIssue(reading.issue)).toContain("“data.address”");
  });

  it.each<[number, JsonObject]>([
    [1, { name: "Ada", email: null }],
    [2, { name: "Ada", address: "London" }],
    [2, { address: null }],
  ])("is still written in version %d where that says all of %j", (version, data) => {
    expect(schemaVersionOf({ type: "ClientChanged", data })).toBe(version);
    const event = { type: "ClientChanged", data };
    expect(read("ClientChanged", data, version)).toEqual({ kind: "known", event });
  });

  it("is not written in version 1 of a type that means more since", () => {
    expect(schemaVersionOf({ type: "BookOpened", data: BOOK_OPENED as never })).toBe(2);
  });

  it("has not changed what the newest version of each type is without a step to it", () => {
    expect(Object.fromEntries(types.map((type) => [type, newestOf(type)]))).toEqual({
      BookOpened: 2,
      UsernameReserved: 1,
      ClientRegistered: 1,
      OrderPlaced: 1,
      OrderShipped: 1,
      OrderCancelled: 1,
      ClientChanged: 2,
      OrderLinesChanged: 1,
      PaymentRequested: 1,
      PaymentFailed: 1,
      OrderPaid: 1,
      WalletOpened: 1,
      WalletCredited: 1,
      WalletDebited: 1,
      CheckoutParked: 1,
      CheckoutRetried: 1,
    });
  });
});

describe("reading a list where an object was due", () => {
  it.each(types)("says that %s is malformed", (type) => {
    expect(read(type, [] as never)).toMatchObject({ kind: "malformed" });
  });
});

describe("reading what this version does not know", () => {
  it.each(["OrderReturned", "", "orderplaced", "toString", "__proto__", "constructor"])(
    "answers “%s” with unknown",
    (type) => {
      expect(read(type, {})).toEqual({ kind: "unknown" });
    },
  );
});

it("an event or a command with many faults is refused at the first of them", () => {
  let looks = 0;
  const faulty = {
    get productCode() {
      looks += 1;
      return 7;
    },
  };
  const lines = Array(1_000).fill(faulty);
  const stream = "order-1" as StreamName;
  const event = { type: "OrderPlaced", schemaVersion: 1, stream, data: { ...ORDER, lines } };

  expect(readEvent(event)).toMatchObject({ kind: "malformed" });
  expect(parseCommand({ type: "PlaceOrder", client: "ada", lines })).toHaveProperty("code");

  expect(looks).toBeLessThan(10);
});
