import { describe, expect, it } from "vitest";
import type { ChangeClient, ChangeOrderLines } from "../../src/domain/commands.ts";
import type { DecidedEvent } from "../../src/domain/events.ts";
import { MAX_TEXT } from "../../src/domain/events.ts";
import { clientStream, orderStream } from "../../src/domain/ids.ts";
import {
  ADA,
  cancelled,
  ORDER,
  opened,
  paid,
  payFailed,
  payRequested,
  placed,
  registered,
  shipped,
} from "./cast.ts";
import { given } from "./spec.ts";

const ada = [opened, ...registered(ADA, "ada")];
const change = (details: Partial<ChangeClient>): ChangeClient => ({
  type: "ChangeClient",
  client: "ada",
  ...details,
});
const changed = (data: object): DecidedEvent =>
  ({ stream: clientStream(ADA), type: "ClientChanged", data }) as DecidedEvent;

describe("changing a client", () => {
  it("keeps what was left out, sets what was given, and takes away what is empty", () => {
    given(...ada)
      .when(change({ name: " Ada " }))
      .thenHappened(changed({ name: "Ada" }));
    given(...ada, changed({ name: "Ada", phone: "1" }))
      .when(change({ name: "", email: "a@b.c", phone: "1" }))
      .thenHappened(changed({ name: null, email: "a@b.c" }));
  });

  it("sets an address, takes it away, and knows one that is the same but for blanks", () => {
    given(...ada)
      .when(change({ address: "St James’s Square \r\n\r\nLondon " }))
      .thenHappened(changed({ address: "St James’s Square\nLondon" }));
    const there = given(...ada, changed({ address: "St James’s Square\nLondon" }));
    there.when(change({ address: "" })).thenHappened(changed({ address: null }));
    there.when(change({ address: "St James’s Square\n London\n" })).thenRefused("nothing-changed");
  });

  it("is refused when nothing would change", () => {
    given(...ada)
      .when(change({}))
      .thenRefused("nothing-changed");
    given(...ada)
      .when(change({ name: "" }))
      .thenRefused("nothing-changed");
    given(...ada, changed({ name: "Ada" }))
      .when(change({ name: "Ada " }))
      .thenRefused("nothing-changed");
    given(...ada, changed({ name: "Ada" }), changed({ name: null }))
      .when(change({ name: "" }))
      .thenRefused("nothing-changed");
  });

  it("is refused on another version than was seen, and says both", () => {
    given(...ada)
      .when(change({ name: "Ada", expectedVersion: 1 }))
      .thenHappened(changed({ name: "Ada" }));
    const stale = given(...ada, changed({ phone: "1" }));
    const message = stale
      .when(change({ name: "Ada", expectedVersion: 1 }))
      .thenRefused("version-conflict", "expectedVersion");
    expect(message).toContain("it stands at version 2, you saw version 1");
  });

  it("is refused for nobody, and for more than fits", () => {
    given(...ada)
      .when(change({ client: "eve", name: "E" }))
      .thenRefused("unknown-client", "client");
    given(...ada)
      .when(change({ name: "x".repeat(MAX_TEXT + 1) }))
      .thenRefused("invalid-text", "name");
  });
});

const POT = { productCode: " POT ", quantity: 1, unitPrice: 5 };
const relined: ChangeOrderLines = { type: "ChangeOrderLines", orderId: ORDER, lines: [POT] };
const linesChanged: DecidedEvent = {
  stream: orderStream(ORDER),
  type: "OrderLinesChanged",
  data: { lines: [{ ...POT, productCode: "POT" }] },
};

describe("changing an order's lines", () => {
  it("happens while the order is open, also after a payment that failed", () => {
    given(...ada, placed)
      .when(relined)
      .thenHappened(linesChanged);
    given(...ada, placed, payRequested, payFailed)
      .when(relined)
      .thenHappened(linesChanged);
  });

  it.each([
    { when: "shipped", before: [placed, shipped], code: "order-not-open" },
    { when: "cancelled", before: [placed, cancelled], code: "order-not-open" },
    { when: "being paid", before: [placed, payRequested], code: "payment-under-way" },
    { when: "paid", before: [placed, payRequested, paid], code: "already-paid" },
    { when: "not there", before: [], code: "unknown-order" },
  ] as const)("is refused when it is $when", ({ before, code }) => {
    given(...ada, ...before)
      .when(relined)
      .thenRefused(code, "orderId");
  });

  it("is refused on another version than was seen", () => {
    given(...ada, placed)
      .when({ ...relined, expectedVersion: 1 })
      .thenHappened(linesChanged);
    given(...ada, placed, linesChanged)
      .when({ ...relined, expectedVersion: 1 })
      .thenRefused("version-conflict", "expectedVersion");
  });

  it("is refused for the reasons for which an order is refused", () => {
    given(...ada, placed)
      .when({ ...relined, lines: [] })
      .thenRefused("empty-order", "lines");
    given(...ada, placed)
      .when({ ...relined, lines: [{ ...POT, quantity: 0 }] })
      .thenRefused("invalid-quantity", "lines.0.quantity");
  });
});
