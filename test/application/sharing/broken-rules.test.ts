import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { expect, it } from "vitest";
import { usernameStream } from "../../../src/domain/aggregates/username-stream.ts";
import { headOf } from "../../../src/eventlog/chain/commit.ts";
import { sealCommit } from "../../../src/eventlog/chain/seal-commit.ts";
import type { Head, JsonObject, StreamName } from "../../../src/eventlog/envelope.ts";
import { encodeShared } from "../../../src/eventlog/jetstream/publishing/stream-message.ts";
import { subjectOf } from "../../../src/eventlog/replication/server-address.ts";
import { accepted, RECORDED_AT } from "../../eventlog/attempts.ts";
import { createOutside, orderOf } from "../open-session.ts";
import { register, servePeople, untilAgreed } from "./people.ts";
import type { Person } from "./person.ts";

const KEY = createOutside().randomKey();

const people = servePeople();
const openAs = people.openAs;

/** An event as somebody writes it who keeps no rules. */
interface Written {
  readonly stream: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly schemaVersion?: number;
}

/** Writes a command behind all that stands in the shared log, in a chain and under versions that fit. */
async function writeWithoutRules(
  { session, kept }: Person,
  events: readonly Written[],
  base?: Head,
): Promise<Head> {
  const { streams } = await jetstreamManager(people.owner, { checkAPI: false });
  const { state } = await streams.info(people.name);
  const head = base ?? (await kept.replica.head());
  const [first, ...more] = events.map(({ stream, ...event }) => ({
    ...{ schemaVersion: 1, ...event },
    stream: stream as StreamName,
  }));
  if (!first) throw new Error("A command without an event cannot be written.");
  const attempt = { ...accepted(crypto.randomUUID(), ["a"]), events: [first, ...more] as const };
  const versions = {
    get: (stream: StreamName) => session.history.versionOf(stream, head.position),
  };
  const commit = sealCommit(attempt, head, versions, RECORDED_AT);
  await jetstream(people.owner).publish(
    subjectOf(people.name),
    encodeShared({ base: head, record: commit }),
    {
      expect: { lastSequence: state.last_seq },
    },
  );
  return headOf(commit);
}

/** Two people with a client, who has 100 in the wallet and one order. */
async function openedBook() {
  const [ada, bob] = [await openAs(), await openAs()];
  const { bus } = ada.session;
  await bus.dispatch(register("acme", { clientId: "acme-1" }));
  await bus.dispatch({ type: "CreditWallet", client: "acme", amount: 100, currency: "EUR" });
  await bus.dispatch({ ...orderOf("acme"), orderId: "order-1" });
  await untilAgreed(ada, bob);
  return { ada, bob };
}

async function expectToGoOn(ada: Person, bob: Person): Promise<void> {
  await bob.session.bus.dispatch(register("basalt"));
  await ada.session.bus.dispatch(register("cobalt"));
  await untilAgreed(ada, bob, await openAs());
}

const line = { productCode: "TEA", quantity: 1, unitPrice: 450 };
const placed = {
  type: "OrderPlaced",
  data: { clientId: "acme-1", currency: "EUR", lines: [line] },
};

it.each<{ what: string; events: readonly Written[] }>([
  {
    what: "takes out more than is there",
    events: [{ stream: "wallet-acme-1", type: "WalletDebited", data: { amount: 101 } }],
  },
  {
    what: "does so in its second event",
    events: [
      { stream: "wallet-acme-1", type: "WalletDebited", data: { amount: 60 } },
      { stream: "wallet-acme-1", type: "WalletDebited", data: { amount: 60 } },
    ],
  },
  {
    what: "orders for nobody",
    events: [{ ...placed, stream: "order-2", data: { ...placed.data, clientId: "nobody" } }],
  },
  {
    what: "takes a username a second time",
    events: [
      { stream: "client-2", type: "ClientRegistered", data: { username: "ACME" } },
      { stream: usernameStream(KEY, "acme"), type: "UsernameReserved", data: { clientId: "2" } },
    ],
  },
  {
    what: "registers a client and reserves no username",
    events: [{ stream: "client-2", type: "ClientRegistered", data: { username: "basalt" } }],
  },
  {
    what: "ships what nobody ordered",
    events: [{ stream: "order-2", type: "OrderShipped", data: {} }],
  },
  { what: "stands in a stream of another kind", events: [{ ...placed, stream: "wallet-acme-1" }] },
  {
    what: "carries what its type does not allow",
    events: [{ stream: "wallet-acme-1", type: "WalletCredited", data: { amount: -5 } }],
  },
])("a command that $what is void on every copy, and people go on", async ({ events }) => {
  const { ada, bob } = await openedBook();
  const before = await ada.kept.replica.head();

  await writeWithoutRules(ada, events);
  await expectToGoOn(ada, bob);

  const log = await ada.kept.replica.read();
  expect(log.slice(before.position).map(({ type }) => type)).toEqual([
    ...["ClientRegistered", "UsernameReserved"],
    ...["ClientRegistered", "UsernameReserved"],
  ]);
});

it("what is built on a command that is void is void too, though it says that others are wrong", async () => {
  const { ada, bob } = await openedBook();
  const count = (await ada.kept.replica.head()).position;

  const base = await writeWithoutRules(ada, [
    { stream: "wallet-acme-1", type: "WalletDebited", data: { amount: 101 } },
  ]);
  await writeWithoutRules(ada, [{ ...placed, stream: "order-2" }], base);
  await expectToGoOn(ada, bob);

  expect((await bob.kept.replica.head()).position).toBe(count + 4);
});

it("what keeps the rules stands, whoever wrote it", async () => {
  const { ada, bob } = await openedBook();

  await writeWithoutRules(ada, [{ ...placed, stream: "order-2" }]);
  await expectToGoOn(ada, bob);

  const { history } = bob.session;
  expect(history.orders.count(history.head().position)).toBe(2);
});

it("what a newer version wrote is kept, and shown as unknown", async () => {
  const { ada, bob } = await openedBook();
  const count = (await ada.kept.replica.head()).position;

  await writeWithoutRules(ada, [
    { stream: "order-order-1", type: "OrderBlessed", data: { by: "somebody" } },
    { stream: "order-order-1", type: "OrderShipped", data: { by: "air" }, schemaVersion: 99 },
  ]);
  await expectToGoOn(ada, bob);

  const { session } = bob;
  expect((await session.log.head()).position).toBe(count + 6);
  expect(session.history.orders.row("order-1", session.history.head().position)).toMatchObject({
    status: "placed",
  });
});
