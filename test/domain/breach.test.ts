import { describe, expect, it } from "vitest";
import { breachOf } from "../../src/domain/breach.ts";
import type { DecidedEvent } from "../../src/domain/events.ts";
import { clientStream, type OrderId, orderStream } from "../../src/domain/ids.ts";
import { usernameStream } from "../../src/domain/username.ts";
import type { StreamName } from "../../src/eventlog/envelope.ts";
import {
  ADA,
  BOB,
  cancelled,
  FRESH_KEY,
  KEY,
  opened,
  placed,
  registered,
  shipped,
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
      what: "shipping in the book's stream",
      before: ofAda,
      event: { ...shipped, stream: stream("book") },
      breach: "OrderShipped cannot stand in stream book",
    },
  ])("$what", ({ before, event, breach }) => {
    expect(given(...before).when(event)).toBe(breach);
  });
});
