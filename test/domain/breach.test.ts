import { describe, expect, it } from "vitest";
import { usernameStream } from "../../src/domain/aggregates/username-stream.ts";
import type { DecidedEvent } from "../../src/domain/events.ts";
import { checkoutStream, clientStream, type OrderId, orderStream } from "../../src/domain/ids.ts";
import { breachOf } from "../../src/domain/invariants/event-invariants.ts";
import type { StreamName } from "../../src/eventlog/envelope.ts";
import {
  ADA,
  BOB,
  cancelled,
  credited,
  debited,
  FRESH_KEY,
  KEY,
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

/** These events happened; could this one have happened next? */
function given(...events: readonly DecidedEvent[]) {
  return {
    when: (event: DecidedEvent) => breachOf(event, event.stream, bookOf(events)),
  };
}

const [adaRegistered, adaReserved] = registered(ADA, "ada");
const [bobRegistered, bobReserved] = registered(BOB, "bob");
const changed: DecidedEvent = { ...adaRegistered, type: "ClientChanged", data: { name: "Ada" } };
const linesChanged: DecidedEvent = {
  stream: placed.stream,
  type: "OrderLinesChanged",
  data: { lines: [{ productCode: "POT", quantity: 1, unitPrice: 5 }] },
};
const parked: DecidedEvent = {
  stream: checkoutStream(ORDER),
  type: "CheckoutParked",
  data: { step: "RefundOrder", reason: "no room" },
};
const retried: DecidedEvent = { stream: checkoutStream(ORDER), type: "CheckoutRetried", data: {} };
const stream = (name: string) => name as StreamName;

describe("an event that a decider of this book could have decided breaks no rule", () => {
  const story = [opened, adaRegistered, adaReserved, bobRegistered, bobReserved, placed, shipped];
  it.each(story.map((event, index) => ({ type: event.type, index })))(
    "$type, as event $index",
    ({ index }) => {
      const event = story[index] as DecidedEvent;
      expect(given(...story.slice(0, index)).when(event)).toBeUndefined();
    },
  );

  const paying = [
    opened,
    adaRegistered,
    adaReserved,
    placed,
    walletOpened,
    credited(600),
    payRequested,
  ];
  const paidStory = [...paying, debited(500, ORDER), paid, cancelled, credited(500, ORDER)];
  it.each(paidStory.map((event, index) => ({ type: event.type, index })))(
    "$type, as event $index of a payment and its refund",
    ({ index }) => {
      const event = paidStory[index] as DecidedEvent;
      expect(given(...paidStory.slice(0, index)).when(event)).toBeUndefined();
    },
  );

  it("a changed client, changed lines, a failed payment, a parked checkout that goes on", () => {
    const before = [opened, adaRegistered, adaReserved, placed];
    expect(given(...before).when(changed)).toBeUndefined();
    expect(given(...before).when(linesChanged)).toBeUndefined();
    expect(given(...before, payRequested).when(payFailed)).toBeUndefined();
    expect(given(...before).when(parked)).toBeUndefined();
    expect(given(...before, parked).when(retried)).toBeUndefined();
  });

  it("a placed order that is cancelled", () => {
    expect(given(opened, adaRegistered, adaReserved, placed).when(cancelled)).toBeUndefined();
  });
});

describe("a recorded event breaks a rule", () => {
  const ofAda = [opened, adaRegistered, adaReserved];
  const otherOrder = orderStream("o-2" as OrderId);

  it.each<{ what: string; before: DecidedEvent[]; event: DecidedEvent; breach: string }>([
    {
      what: "a book opened twice",
      before: [opened],
      event: opened,
      breach: "the book was opened before, with a key of its own",
    },
    {
      what: "a book opened elsewhere than in its stream",
      before: [],
      event: { ...opened, stream: stream("client-1") },
      breach: "BookOpened cannot stand in stream client-1",
    },
    {
      what: "a client before the book",
      before: [],
      event: adaRegistered,
      breach: "a client is registered before the book was opened",
    },
    {
      what: "a client twice",
      before: ofAda,
      event: { ...adaRegistered, data: { username: "someone else" } } as DecidedEvent,
      breach: "this client was registered before",
    },
    {
      what: "a name taken twice",
      before: ofAda,
      event: registered(BOB, " ADA ")[0],
      breach: "the username “ ADA ” is taken",
    },
    {
      what: "a client in a stream of another kind",
      before: [opened],
      event: { ...adaRegistered, stream: stream("order-1") },
      breach: "ClientRegistered cannot stand in stream order-1",
    },
    {
      what: "a name reserved for nobody",
      before: [opened],
      event: adaReserved,
      breach: `a username is reserved for client ${ADA}, whom nobody registered`,
    },
    {
      what: "a name that is not the client's",
      before: [opened, adaRegistered],
      event: { ...adaReserved, stream: usernameStream(KEY, "eve") },
      breach: `UsernameReserved cannot stand in stream ${usernameStream(KEY, "eve")}`,
    },
    {
      what: "a name hidden with another key",
      before: [opened, adaRegistered],
      event: { ...adaReserved, stream: usernameStream(FRESH_KEY, "ada") },
      breach: `UsernameReserved cannot stand in stream ${usernameStream(FRESH_KEY, "ada")}`,
    },
    {
      what: "a name reserved twice",
      before: ofAda,
      event: adaReserved,
      breach: "this username was reserved before",
    },
    {
      what: "an order of nobody",
      before: [opened],
      event: placed,
      breach: `the order is of client ${ADA}, whom nobody registered`,
    },
    {
      what: "an order twice",
      before: [...ofAda, placed],
      event: placed,
      breach: "this order was placed before",
    },
    {
      what: "an order in a client's stream",
      before: ofAda,
      event: { ...placed, stream: clientStream(ADA) },
      breach: `OrderPlaced cannot stand in stream ${clientStream(ADA)}`,
    },
    {
      what: "shipping what was never placed",
      before: [...ofAda, placed],
      event: { ...shipped, stream: otherOrder },
      breach: "an order is shipped that was never placed",
    },
    {
      what: "cancelling what was never placed",
      before: ofAda,
      event: cancelled,
      breach: "an order is cancelled that was never placed",
    },
    {
      what: "shipping what was cancelled",
      before: [...ofAda, placed, cancelled],
      event: shipped,
      breach: "an order is shipped that is already cancelled",
    },
    {
      what: "cancelling what was shipped",
      before: [...ofAda, placed, shipped],
      event: cancelled,
      breach: "an order is cancelled that is already shipped",
    },
    {
      what: "shipping twice",
      before: [...ofAda, placed, shipped],
      event: shipped,
      breach: "an order is shipped that is already shipped",
    },
    {
      what: "paying another amount than the total",
      before: [...ofAda, placed],
      event: { ...payRequested, data: { amount: 499, currency: "EUR" } } as DecidedEvent,
      breach: "another amount is to be paid than the order's total",
    },
    {
      what: "paying in another currency",
      before: [...ofAda, placed],
      event: { ...payRequested, data: { amount: 500, currency: "USD" } } as DecidedEvent,
      breach: "another amount is to be paid than the order's total",
    },
    {
      what: "paying twice at once",
      before: [...ofAda, placed, payRequested],
      event: payRequested,
      breach: "an order is to be paid while it is being paid",
    },
    {
      what: "paying what is paid",
      before: [...ofAda, placed, payRequested, paid],
      event: payRequested,
      breach: "an order is to be paid that is already paid",
    },
    {
      what: "being paid though nobody asked",
      before: [...ofAda, placed],
      event: paid,
      breach: "an order is paid though nobody asked for it",
    },
    {
      what: "failing though nobody asked",
      before: [...ofAda, placed],
      event: payFailed,
      breach: "an order is not paid though nobody asked for it",
    },
    {
      what: "shipping while it is being paid",
      before: [...ofAda, placed, payRequested],
      event: shipped,
      breach: "an order is shipped while it is being paid",
    },
    {
      what: "changing what is paid",
      before: [...ofAda, placed, payRequested, paid],
      event: linesChanged,
      breach: "an order is changed that is already paid",
    },
    {
      what: "changing nobody",
      before: [opened],
      event: changed,
      breach: "a client is changed whom nobody registered",
    },
    {
      what: "a wallet of nobody",
      before: [opened],
      event: walletOpened,
      breach: `a wallet is opened for client ${ADA}, whom nobody registered`,
    },
    {
      what: "a wallet opened twice",
      before: [...ofAda, walletOpened],
      event: walletOpened,
      breach: "this wallet was opened before",
    },
    {
      what: "a credit without a wallet",
      before: ofAda,
      event: credited(1),
      breach: "money is moved in a wallet that was never opened",
    },
    {
      what: "a debit beyond the balance",
      before: [...ofAda, walletOpened, credited(499)],
      event: debited(500),
      breach: "more is taken out of a wallet than is in it",
    },
    {
      what: "a balance that is not exact",
      before: [...ofAda, walletOpened, credited(Number.MAX_SAFE_INTEGER)],
      event: credited(1),
      breach: "a balance is too large to be exact",
    },
    {
      what: "a payment nobody asked for",
      before: [...ofAda, placed, walletOpened, credited(500)],
      event: debited(500, ORDER),
      breach: `no such payment of order ${ORDER} was due`,
    },
    {
      what: "a payment of another amount",
      before: [...ofAda, placed, walletOpened, credited(500), payRequested],
      event: debited(400, ORDER),
      breach: `no such payment of order ${ORDER} was due`,
    },
    {
      what: "a refund of what was not cancelled",
      before: [
        ...ofAda,
        placed,
        walletOpened,
        credited(500),
        payRequested,
        debited(500, ORDER),
        paid,
      ],
      event: credited(500, ORDER),
      breach: `no such payment of order ${ORDER} was due`,
    },
    {
      what: "a wallet's event in an order's stream",
      before: ofAda,
      event: { ...walletOpened, stream: stream("order-1") },
      breach: "WalletOpened cannot stand in stream order-1",
    },
    {
      what: "a checkout of no order",
      before: ofAda,
      event: parked,
      breach: "a checkout is of an order that was never placed",
    },
    {
      what: "a checkout parked twice",
      before: [...ofAda, placed, parked],
      event: parked,
      breach: "a checkout is parked that is parked already",
    },
    {
      what: "a checkout that goes on though it was not parked",
      before: [...ofAda, placed],
      event: retried,
      breach: "a checkout goes on that was not parked",
    },
    {
      what: "a checkout's event elsewhere",
      before: [...ofAda, placed],
      event: { ...parked, stream: stream("book") },
      breach: "CheckoutParked cannot stand in stream book",
    },
    {
      what: "shipping in the book's stream",
      before: ofAda,
      event: { ...shipped, stream: stream("book") },
      breach: "OrderShipped cannot stand in stream book",
    },
  ])("$what", ({ before, event, breach }) => {
    expect(given(...before).when(event)).toBe(breach);
  });
});
