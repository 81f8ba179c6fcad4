import { describe, expect, it } from "vitest";
import { prepare, settle } from "../../src/application/commands/prepare-command.ts";
import { parseCommand } from "../../src/domain/command-schema.ts";
import { decide } from "../../src/domain/decide.ts";
import type { DecidedEvent } from "../../src/domain/events.ts";
import { checkoutStream, clientStream, orderStream } from "../../src/domain/ids.ts";
import { commandMeant } from "../../src/domain/reversal/command-from-event.ts";
import { createOutside } from "../application/open-session.ts";
import {
  ADA,
  cancelled,
  credited,
  debited,
  ORDER,
  opened,
  paid,
  payFailed,
  payRequested,
  placed,
  registered,
  shipped,
  walletOpened,
} from "./cast.ts";
import { bookOf } from "./spec.ts";

const [came, reserved] = registered(ADA, "ada");
const named: DecidedEvent = {
  stream: clientStream(ADA),
  type: "ClientRegistered",
  data: { username: "ada", name: "Ada" },
};
const changed: DecidedEvent = {
  stream: clientStream(ADA),
  type: "ClientChanged",
  data: { email: "ada@example.org" },
};
const linesChanged: DecidedEvent = {
  stream: orderStream(ORDER),
  type: "OrderLinesChanged",
  data: { lines: [{ productCode: "INK", quantity: 1, unitPrice: 900, discount: 500 }] },
};
const withReason: DecidedEvent = {
  ...cancelled,
  data: { reason: "changed her mind" },
} as DecidedEvent;

function meantBy(event: DecidedEvent, currency = "EUR") {
  return commandMeant({ event, stream: event.stream }, currency);
}

describe("the command behind an event", () => {
  it.each<[string, readonly DecidedEvent[], DecidedEvent]>([
    ["a registration", [opened], named],
    ["a change of a client", [opened, came, reserved], changed],
    ["an order", [opened, came, reserved], placed],
    ["other lines", [opened, came, reserved, placed], linesChanged],
    ["a shipment", [opened, came, reserved, placed], shipped],
    ["a cancellation", [opened, came, reserved, placed], withReason],
    ["a payment", [opened, came, reserved, placed], payRequested],
    ["a credit", [opened, came, reserved, walletOpened], credited(500)],
    ["a debit", [opened, came, reserved, walletOpened, credited(500)], debited(200)],
  ])("makes it happen again: %s", async (_, before, event) => {
    const meant = meantBy(event);
    const outside = createOutside();
    if (!meant) throw new Error("no command");
    expect(parseCommand(meant)).toEqual(meant);
    const command = prepare(settle(meant, outside), outside);
    expect(decide(command, bookOf(before))).toMatchObject({
      accepted: true,
      events: expect.arrayContaining([event]),
    });
  });

  it("leaves behind the hash that a registration of an earlier release has", () => {
    const passwordHash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";
    const old = { ...named, data: { ...named.data, passwordHash } } as DecidedEvent;
    expect(meantBy(old)).toEqual(meantBy(named));
  });

  it("takes a text away where the event did", () => {
    const gone: DecidedEvent = { ...changed, data: { email: null } } as DecidedEvent;
    expect(meantBy(gone)).toEqual({ type: "ChangeClient", client: ADA, email: "" });
  });

  it("opens a wallet in the currency it had", () => {
    expect(meantBy(credited(500), "JPY")).toMatchObject({ currency: "JPY" });
  });

  it("tries a parked checkout again", () => {
    const retried: DecidedEvent = {
      stream: checkoutStream(ORDER),
      type: "CheckoutRetried",
      data: {},
    };
    expect(meantBy(retried)).toEqual({ type: "RetryCheckout", orderId: ORDER });
  });

  it.each([
    opened,
    reserved,
    walletOpened,
    paid,
    payFailed,
    debited(500, ORDER),
    credited(500, ORDER),
  ])("is none for what goes along with another, or is a workflow’s step: $type", (event) => {
    expect(meantBy(event)).toBeUndefined();
  });
});
