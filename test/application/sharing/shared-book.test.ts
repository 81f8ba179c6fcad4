import { describe, expect, it } from "vitest";
import { createOwnCommands } from "../../../src/application/reversal/undo-stack.ts";
import { EMPTY_HEAD, type EpochMs } from "../../../src/eventlog/envelope.ts";
import { createSigningKey } from "../../../src/eventlog/jetstream/signing/signing-key.ts";
import { hereOf } from "../../../src/eventlog/replication/server-address.ts";
import { at } from "../../eventlog/attempts.ts";
import { eventually } from "../../eventually.ts";
import { OWNER_AND_READER } from "../../nats/serve-nats.ts";
import { orderOf } from "../open-session.ts";
import { register, servePeople, untilAgreed } from "./people.ts";
import type { Person } from "./person.ts";

const people = servePeople(OWNER_AND_READER);
const openAs = people.openAs;

function usernames({ session }: Person): string[] {
  const { history } = session;
  return history.clients.rows(history.head().position).map(({ username }) => username);
}

describe("a shared book", () => {
  it("shows in one browser what was done in the other", async () => {
    const [ada, bob] = [await openAs(), await openAs()];
    await untilAgreed(ada, bob);

    expect(await ada.session.bus.dispatch(register("acme"))).toEqual({
      accepted: true,
      positions: [1, 2, 3],
    });
    await ada.session.bus.dispatch(orderOf("acme"));

    await eventually(() =>
      expect(bob.session.history.orders.count(bob.session.history.head().position)).toBe(1),
    );
    await untilAgreed(ada, bob);
    expect(usernames(bob)).toEqual(["acme"]);
  });

  it("tells everybody who signed, and from which event on", async () => {
    const [one, other] = [await createSigningKey("ada"), await createSigningKey("bob")];
    const [ada, bob] = [await openAs({ signer: one }), await openAs({ signer: other })];
    await untilAgreed(ada, bob);

    await ada.session.bus.dispatch(register("acme"));
    await untilAgreed(ada, bob);
    await bob.session.bus.dispatch(register("basalt"));
    await untilAgreed(ada, bob);

    const authors = [
      { ...one.author, since: 1 },
      { ...other.author, since: 4 },
    ];
    await eventually(() => expect(ada.sharing()).toMatchObject({ authors, author: one.author }));
    await eventually(() => expect(bob.sharing()).toMatchObject({ authors, author: other.author }));
  });

  it("shows what is done offline as waiting, and sends it once the others can be reached", async () => {
    const [ada, bob] = [await openAs(), await openAs()];
    await untilAgreed(ada, bob);
    ada.setOnline(false);
    await eventually(() => expect(ada.sharing().link.kind).toBe("offline"));

    const answer = await ada.session.bus.dispatch(register("acme"));
    await ada.session.bus.dispatch(orderOf("acme"));

    expect(answer).toEqual({ accepted: true, positions: [1, 2, 3], pending: true });
    await eventually(() =>
      expect(ada.sharing()).toMatchObject({ certain: { position: 0 }, waiting: 2 }),
    );
    expect(usernames(ada)).toEqual(["acme"]);
    expect(await ada.session.log.read()).toEqual([]);
    expect(usernames(bob)).toEqual([]);

    ada.setOnline(true);
    await untilAgreed(ada, bob);
    expect(usernames(bob)).toEqual(["acme"]);
    await eventually(() => expect(ada.sharing().certain).toEqual(ada.session.history.head()));
  });

  it("decides again what was done offline, on what others did meanwhile, and lists what is refused", async () => {
    const [ada, bob] = [await openAs(), await openAs()];
    await untilAgreed(ada, bob);
    ada.setOnline(false);
    await eventually(() => expect(ada.sharing().link.kind).toBe("offline"));

    await ada.session.bus.dispatch(register("acme", { name: "Ada's" }));
    await ada.session.bus.dispatch(register("basalt"));
    await bob.session.bus.dispatch(register("acme", { name: "Bob's" }));
    ada.setOnline(true);

    await untilAgreed(ada, bob);
    await eventually(() => expect(ada.sharing().refused).toHaveLength(1));
    expect(ada.sharing().refused).toMatchObject([
      { refusedLater: { code: "username-taken" }, intent: { username: "acme", name: "Ada's" } },
    ]);
    expect(usernames(ada)).toEqual(["acme", "basalt"]);
    expect(usernames(bob)).toEqual(["acme", "basalt"]);
    const journal = await bob.session.log.journal();
    expect(journal.filter(({ outcome }) => outcome === "refused")).toHaveLength(1);
  });

  it("lists a command whose id somebody else gave another command meanwhile", async () => {
    // given two people of whom one is offline, and one id for two commands
    const [ada, bob] = [await openAs(), await openAs()];
    await untilAgreed(ada, bob);
    ada.setOnline(false);
    await eventually(() => expect(ada.sharing().link.kind).toBe("offline"));
    await ada.session.bus.dispatch(register("acme", { commandId: "c-1" }));
    await bob.session.bus.dispatch(register("basalt", { commandId: "c-1" }));

    // when the one comes back
    ada.setOnline(true);
    await untilAgreed(ada, bob);

    // then it is told that hers was not carried out
    await eventually(() => expect(ada.sharing().refused).toHaveLength(1));
    expect(ada.sharing().refused).toMatchObject([
      { refusedLater: { code: "command-id-reused" }, intent: { username: "acme" } },
    ]);
    expect(usernames(ada)).toEqual(["basalt"]);
  });

  it("tells a refusal at once where it was one at once, and remembers it in the shared journal", async () => {
    const ada = await openAs();
    await untilAgreed(ada);

    const answer = await ada.session.bus.dispatch(orderOf("nobody"));

    expect(answer).toMatchObject({ accepted: false, rejection: { code: "unknown-client" } });
    await untilAgreed(ada);
    await eventually(() => expect(ada.sharing().refused).toEqual([]));
    expect(await ada.session.log.journal()).toMatchObject([{ outcome: "refused" }]);
  });

  it.each([
    { where: "online", isOnline: true },
    { where: "offline", isOnline: false },
  ])(
    "decides commands in the order they were given without waiting, $where",
    async ({ isOnline }) => {
      const ada = await openAs({ isOnline });
      if (isOnline) await untilAgreed(ada);
      const { dispatch } = ada.session.bus;

      const answers = await Promise.all([
        dispatch(register("acme", { commandId: "c-1" })),
        dispatch(orderOf("acme")),
        dispatch(orderOf("nobody")),
        dispatch(register("acme", { commandId: "c-1" })),
        dispatch(register("basalt", { commandId: "c-1" })),
        dispatch(orderOf("acme")),
      ]);

      const told = answers.map((one) => (one.accepted ? "accepted" : one.rejection.code));
      expect(told).toEqual([
        "accepted",
        "accepted",
        "unknown-client",
        "accepted",
        "command-id-reused",
        "accepted",
      ]);
      ada.setOnline(true);
      await untilAgreed(ada);
      const journal = await ada.session.log.journal();
      expect(journal.map(({ outcome }) => outcome).sort()).toEqual([
        "accepted",
        "accepted",
        "accepted",
        "refused",
        "refused",
      ]);
      expect(ada.sharing().refused).toEqual([]);
    },
  );

  it("refuses nothing online that what another person has just written allows", async () => {
    const [ada, bob] = [await openAs(), await openAs()];
    await untilAgreed(ada, bob);

    // Ada does not wait until she has heard of it.
    await bob.session.bus.dispatch(register("acme"));
    const answer = await ada.session.bus.dispatch(orderOf("acme"));

    expect(answer).toMatchObject({ accepted: true });
    await untilAgreed(ada, bob);
  });

  it("takes nothing back by hand that has no certain place yet", async () => {
    const ada = await openAs({ isOnline: false });
    const own = createOwnCommands(ada.session);

    await own.dispatch(register("acme"));

    expect(ada.session.store.getState().own.done).toEqual([]);
    ada.setOnline(true);
    await untilAgreed(ada);
    await own.dispatch(register("basalt"));
    expect(ada.session.store.getState().own.done).toEqual([{ positions: [4, 5] }]);
  });

  it("goes on after the page was killed with commands waiting", async () => {
    const ada = await openAs({ isOnline: false });
    await ada.session.bus.dispatch(register("acme"));
    await ada.session.bus.dispatch(orderOf("acme"));
    ada.kill();

    const again = await openAs({ kept: ada.kept, isOnline: false });
    expect(usernames(again)).toEqual(["acme"]);
    await eventually(() => expect(again.sharing().waiting).toBe(2));
    again.setOnline(true);

    const bob = await openAs();
    await untilAgreed(again, bob);
    expect(bob.session.history.orders.count(bob.session.history.head().position)).toBe(1);
  });

  it("answers a command that comes twice as the first time, waiting or certain", async () => {
    const ada = await openAs({ isOnline: false });
    const command = register("acme", { commandId: "c-1" });
    const other = register("basalt", { commandId: "c-1" });
    const dispatch = ada.session.bus.dispatch;

    const first = await dispatch(command);
    expect(await dispatch(command)).toEqual(first);
    expect(await dispatch(other)).toMatchObject({ rejection: { code: "command-id-reused" } });
    ada.setOnline(true);
    await untilAgreed(ada);

    expect(await dispatch(command)).toEqual({ accepted: true, positions: [1, 2, 3] });
    expect(await dispatch(other)).toMatchObject({ rejection: { code: "command-id-reused" } });
    expect((await ada.session.log.head()).position).toBe(3);
  });

  it("carries a payment through once, though everybody could", async () => {
    const [ada, bob] = [await openAs(), await openAs()];
    ada.session.runWorkflows();
    bob.session.runWorkflows();
    await untilAgreed(ada, bob);
    const { bus, history } = ada.session;
    await bus.dispatch(register("acme"));
    await bus.dispatch({ type: "CreditWallet", client: "acme", amount: 900, currency: "EUR" });
    await bus.dispatch(orderOf("acme"));
    const [order] = history.orders.rows(history.head().position);
    await bus.dispatch({ type: "PayOrder", orderId: order?.id });

    await eventually(() =>
      expect(bob.session.history.orders.rows(bob.session.history.head().position)).toMatchObject([
        { status: "paid" },
      ]),
    );
    await untilAgreed(ada, bob);
    const types = (await bob.session.log.read()).map(({ type }) => type);
    expect(types.filter((type) => type === "WalletDebited")).toHaveLength(1);
  });

  it("lets a reader look and says why nothing can be changed", async () => {
    const ada = await openAs();
    await ada.session.bus.dispatch(register("acme"));
    const reader = await openAs({ user: "reader" });
    await untilAgreed(ada, reader);

    expect(reader.sharing().role).toBe("reader");
    expect(ada.sharing().role).toBe("owner");
    expect(usernames(reader)).toEqual(["acme"]);
    expect(await reader.session.bus.dispatch(register("basalt"))).toMatchObject({
      accepted: false,
      rejection: { code: "read-only" },
    });
    expect(reader.kept.outbox.items()).toEqual([]);
  });

  it.each([
    {
      ...{ what: "a wrong password", user: "nobody", name: undefined },
      ...{ kind: "locked", says: "user and password" },
    },
    {
      ...{ what: "a book that is not there", user: "owner", name: "book-none" },
      ...{ kind: "refused", says: "no shared log" },
    },
  ])(
    "says what is wrong with $what, and keeps what is done",
    async ({ user, kind, says, ...more }) => {
      const person = await openAs({ user, ...(more.name && { name: more.name }) });

      await eventually(() => expect(person.sharing().link.kind).toBe(kind));
      expect(person.sharing().link).toMatchObject({ message: expect.stringContaining(says) });
      expect(await person.session.bus.dispatch(register("acme"))).toMatchObject({ pending: true });
      await eventually(() => expect(person.sharing().waiting).toBe(1));
    },
  );
});

it("tells whoever has a wrong clock, and loses nothing for it", async () => {
  const DAY = 86_400_000;
  const ada = await openAs({ now: () => (Date.now() + DAY) as EpochMs });
  const bob = await openAs({ now: () => Date.now() as EpochMs });
  await ada.session.bus.dispatch(register("acme"));
  await bob.session.bus.dispatch(register("basalt"));
  await untilAgreed(ada, bob);

  await eventually(() => expect(Math.round(ada.sharing().clockAhead / DAY)).toBe(1));
  expect(Math.abs(bob.sharing().clockAhead)).toBeLessThan(DAY / 2);
  expect(usernames(bob)).toEqual(["acme", "basalt"]);

  // and what is recorded from then on has the server's time
  await ada.session.bus.dispatch(register("copper"));
  await untilAgreed(ada, bob);
  const [last] = await bob.session.log.read({ direction: "backwards", limit: 1 });
  expect(Math.abs((last?.meta.recordedAt ?? 0) - Date.now())).toBeLessThan(DAY / 2);
});

it("goes on while the server is gone for an hour, and sends everything once it is back", async () => {
  let time = Date.now();
  const now = () => time as EpochMs;
  const [ada, bob] = [await openAs({ now }), await openAs({ now })];
  await ada.session.bus.dispatch(register("acme"));
  await untilAgreed(ada, bob);

  await people.server.kill();
  await eventually(() => expect(ada.sharing().link.kind).toBe("offline"));
  await eventually(() => expect(bob.sharing().link.kind).toBe("offline"));
  for (let minute = 0; minute < 60; minute += 1) {
    time += 60_000;
    const answer = await ada.session.bus.dispatch(orderOf("acme"));
    expect(answer).toMatchObject({ accepted: true, pending: true });
    await bob.session.bus.dispatch(register(`client-${minute}`));
  }
  await people.server.restart();

  await untilAgreed(ada, bob);
  expect(usernames(ada)).toHaveLength(61);
  expect(bob.session.history.orders.count(bob.session.history.head().position)).toBe(60);
  expect(ada.sharing().refused).toEqual([]);
});

describe("people who look at one book", () => {
  // By a clock that goes on: a first sign of life that was missed is followed by the next.
  const now = () => Date.now() as EpochMs;

  it("see who else is here and what they look at, and that their copies are the same", async () => {
    const [ada, bob] = [await openAs({ now }), await openAs({ now })];
    await ada.session.bus.dispatch(register("acme"));
    await untilAgreed(ada, bob);

    bob.session.time.goTo(at(1));

    await eventually(() =>
      expect(ada.sharing().others).toMatchObject([{ name: "owner", at: 1, agrees: true }]),
    );
    await eventually(() => expect(bob.sharing().others).toMatchObject([{ at: "live" }]));
    bob.kill();
    await eventually(() => expect(ada.sharing().others).toEqual([]));
  });

  it("follow one another until they move by themselves", async () => {
    const [ada, bob] = [await openAs({ now }), await openAs({ now })];
    await ada.session.bus.dispatch(register("acme"));
    await untilAgreed(ada, bob);
    await eventually(() => expect(ada.sharing().others).toHaveLength(1));
    const cursor = () => ada.session.store.getState().cursor;

    ada.follow(ada.sharing().others[0]?.id);
    bob.session.time.goTo(at(2));
    await eventually(() => expect(cursor()).toBe(2));
    bob.session.time.goTo("live");
    await eventually(() => expect(cursor()).toBe("live"));

    ada.session.time.goTo(at(1));
    expect(ada.sharing().following).toBeUndefined();
    bob.session.time.goTo(at(2));
    await eventually(() => expect(ada.sharing().others).toMatchObject([{ at: 2 }]));
    expect(cursor()).toBe(1);
  });

  it("are told when a copy is not the same", async () => {
    const ada = await openAs({ now });
    await ada.session.bus.dispatch(register("acme"));
    await untilAgreed(ada);
    const told = { id: "x", at: "live", head: { position: 2, hash: "0".repeat(64) } };

    people.owner.publish(hereOf(people.name, "eve"), JSON.stringify(told));
    people.owner.publish(hereOf(people.name, "eve"), "rubbish");

    await eventually(() =>
      expect(ada.sharing().others).toMatchObject([{ name: "eve", agrees: false }]),
    );
  });
});

describe("somebody who makes up thousands of pages", () => {
  it("is listed a few times, and holds nobody up", async () => {
    const ada = await openAs({ now: () => Date.now() as EpochMs });
    await ada.session.bus.dispatch(register("acme"));
    await untilAgreed(ada);

    const flood = setInterval(() => {
      for (let count = 0; count < 500; count += 1) {
        const told = { id: crypto.randomUUID(), at: "live", head: EMPTY_HEAD };
        people.owner.publish(hereOf(people.name, "eve"), JSON.stringify(told));
      }
    }, 50);
    await eventually(() => expect(ada.sharing().others.length).toBeGreaterThan(0));
    const outcome = await ada.session.bus.dispatch(register("basalt"));
    await untilAgreed(ada);
    clearInterval(flood);

    expect(outcome).toMatchObject({ accepted: true });
    expect(ada.sharing().others.length).toBeLessThanOrEqual(8);
    expect(ada.sharing().more).toBe(0);
  });
});

describe("two people at the same instant", () => {
  it("take one username: one gets it each time, and the other is told", async () => {
    const [ada, bob] = [await openAs(), await openAs()];
    await untilAgreed(ada, bob);

    for (let round = 1; round <= 25; round += 1) {
      const answers = await Promise.all(
        [ada, bob].map(({ session }) => session.bus.dispatch(register(`name-${round}`))),
      );
      expect(answers.map(({ accepted }) => accepted).sort()).toEqual([false, true]);
      const told = answers.find(({ accepted }) => !accepted);
      expect(told).toMatchObject({ rejection: { code: "username-taken" } });
    }

    await untilAgreed(ada, bob);
    expect(usernames(ada)).toHaveLength(25);
    await eventually(() => {
      expect(ada.sharing().refused).toEqual([]);
      expect(bob.sharing().refused).toEqual([]);
    });
  });
});
