import { describe, expect, it } from "vitest";
import type { CommandId, Position, StreamName } from "../../src/eventlog/envelope.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { createOutside, NOW, openSession, orderOf } from "./open-session.ts";

describe("dispatching a command", () => {
  it("answers with the positions, and the views know at once", async () => {
    const { bus, history } = await openSession();
    const answer = await bus.dispatch({ type: "RegisterClient", username: "ada" });
    expect(answer).toEqual({ accepted: true, positions: [1, 2, 3] });
    expect(history.clients.rows(3 as Position)).toMatchObject([{ username: "ada", version: 1 }]);
  });

  it("gives the first answer again for a command id that comes twice, and writes nothing", async () => {
    const { bus, log } = await openSession();
    const command = { type: "RegisterClient", username: "ada", commandId: "c-1" };
    const first = await bus.dispatch(command);
    expect(await bus.dispatch(command)).toEqual(first);
    expect((await log.head()).position).toBe(3);
    expect(await log.journal()).toHaveLength(1);
  });

  it("refuses a command id that comes with other content", async () => {
    const { bus } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "ada", commandId: "c-1" });
    const answer = await bus.dispatch({
      type: "RegisterClient",
      username: "eve",
      commandId: "c-1",
    });
    expect(answer).toMatchObject({ accepted: false, rejection: { code: "command-id-reused" } });
  });

  it("remembers each attempt to use a command id again, under another one, with what it asked for", async () => {
    const { bus, log } = await openSession();
    const reuse = (username: string) =>
      bus.dispatch({ type: "RegisterClient", username, password: "secret", commandId: "c-1" });
    await reuse("ada");
    await reuse("eve");
    await reuse("ada");
    await reuse("eve");

    const [first, ...reused] = await log.journal();

    expect(first).toMatchObject({ commandId: "c-1", outcome: "accepted" });
    expect(reused).toHaveLength(2);
    for (const entry of reused) {
      expect(entry).toMatchObject({
        ...{ outcome: "refused", after: 3, command: { payload: { username: "eve" } } },
        refusal: { code: "command-id-reused", message: expect.stringContaining("c-1") },
      });
    }
    expect(new Set([first, ...reused].map((entry) => entry?.commandId)).size).toBe(3);
    expect((await log.head()).position).toBe(3);
  });

  it("gives a refusal again, even when the reason is gone", async () => {
    const { bus } = await openSession();
    const order = { ...orderOf("ada"), commandId: "c-1" };
    const first = await bus.dispatch(order);
    expect(first).toMatchObject({ rejection: { code: "unknown-client", field: "client" } });
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    expect(await bus.dispatch(order)).toEqual(first);
  });

  it.each([undefined, null, 7, "RegisterClient", [], {}, { type: "Explode" }])(
    "refuses %j and remembers the attempt",
    async (rubbish) => {
      const { bus, log } = await openSession();
      const answer = await bus.dispatch(rubbish);
      expect(answer).toMatchObject({ accepted: false, rejection: { code: "invalid-command" } });
      expect(await log.journal()).toMatchObject([{ outcome: "refused" }]);
      expect((await log.head()).position).toBe(0);
    },
  );

  it.each([
    { what: "lists in lists in lists", client: JSON.parse("[".repeat(500) + "]".repeat(500)) },
    { what: "a key called __proto__", client: JSON.parse('{"__proto__":1}') },
    { what: "-0 and NaN", client: [-0, Number.NaN] },
    { what: "a Date and a Map", client: [new Date(0), new Map()] },
    { what: "a bigint", client: 1n },
  ])("refuses a command that holds $what, and remembers the attempt", async ({ client }) => {
    const { bus, log } = await openSession();
    const answer = await bus.dispatch({ ...orderOf("ada"), client });
    expect(answer).toMatchObject({ accepted: false, rejection: { code: "invalid-command" } });
    expect(await log.journal()).toMatchObject([{ outcome: "refused" }]);
  });

  it("takes a price of -0 as 0, since no event can carry it", async () => {
    const { bus, log } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    const lines = [{ productCode: "TEA", quantity: 1, unitPrice: -0, discount: -0 }];
    const answer = await bus.dispatch({ ...orderOf("ada"), lines, occurredAt: -0 });
    expect(answer).toMatchObject({ accepted: true });
    const placed = (await log.read()).at(-1);
    expect(placed?.meta.occurredAt).toBe(0);
    expect(placed?.data).toMatchObject({ lines: [{ unitPrice: 0 }] });
  });

  it("refuses a type that is no text, and remembers the attempt", async () => {
    const { bus, log } = await openSession();
    for (const type of [Object.create(null), {}, [], 7, Symbol("x"), () => 1]) {
      expect(await bus.dispatch({ type })).toMatchObject({ accepted: false });
    }
    expect(await log.journal()).toHaveLength(6);
  });

  it("keeps passwords out of the journal, wherever they stand", async () => {
    const { bus, log } = await openSession();
    const secret = "correct horse";
    await bus.dispatch({ type: "RegisterClient", username: "ada", password: secret });
    await bus.dispatch({ type: "RegisterClient", username: "ada", password: secret });
    await bus.dispatch({ type: "RegisterClient", username: 7, password: secret });
    await bus.dispatch({ type: "RegisterClient", username: "bob", pasword: secret });
    await bus.dispatch({ type: "RegisterClient", username: { password: secret } });
    const line = { productCode: "TEA", quantity: 1, unitPrice: 1 };
    for (const lines of [
      [{ ...line, password: secret }],
      [{ ...line, productCode: { password: secret } }],
      [[{ password: secret }]],
      { password: secret },
    ]) {
      await bus.dispatch({ type: "PlaceOrder", client: "ada", lines });
    }
    const journal = JSON.stringify(await log.journal());
    expect(journal).not.toContain(secret);
    expect(journal).not.toContain("argon2id");
  });
});

describe("while the past is on the screen", () => {
  it("a command is what it was when it was given, wherever the person goes meanwhile", async () => {
    const { bus, time } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "ada" });

    const givenLive = bus.dispatch({ type: "RegisterClient", username: "bob" });
    time.goTo(1 as Position);
    const givenInPast = bus.dispatch({ type: "RegisterClient", username: "eve" });
    time.goTo("live");

    expect(await givenLive).toMatchObject({ accepted: true });
    expect(await givenInPast).toMatchObject({ rejection: { code: "not-live" } });
  });

  it("every command is refused, and the same one is accepted after returning", async () => {
    const { bus, time, log } = await openSession();
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    time.goTo(1 as Position);
    const order = { ...orderOf("ada"), commandId: "c-2" };
    expect(await bus.dispatch(order)).toMatchObject({ rejection: { code: "not-live" } });
    expect((await log.head()).position).toBe(3);
    time.goTo("live");
    expect(await bus.dispatch(order)).toEqual({ accepted: true, positions: [4] });
  });
});

describe("when another tab was faster", () => {
  it("decides again on what the other wrote", async () => {
    const log = createMemoryLog({ now: () => NOW });
    const outside = createOutside();
    const one = await openSession(log, outside);
    const two = await openSession(log, outside);
    const answers = await Promise.all(
      [one, two].map(({ bus }) => bus.dispatch({ type: "RegisterClient", username: "ada" })),
    );
    expect(answers).toMatchObject([
      { accepted: true },
      { accepted: false, rejection: { code: "username-taken" } },
    ]);
  });

  it("gives up with a sentence when that never ends", async () => {
    const log = createMemoryLog({ now: () => NOW });
    let rivals = 0;
    const busy: EventLog = {
      ...log,
      async append(attempt) {
        // Somebody else always writes into a stream that this command relies on, a moment earlier.
        const [{ stream } = { stream: "book" as StreamName }] = attempt.expected;
        rivals += 1;
        const command = { ...attempt.command, id: `rival-${rivals}` as CommandId };
        await log.append({
          ...attempt,
          command,
          expected: [],
          events: [{ stream, type: "Noise", schemaVersion: 1, data: {} }],
        });
        return log.append(attempt);
      },
    };
    const { bus } = await openSession(busy);
    const answer = await bus.dispatch({ type: "RegisterClient", username: "bob" });
    expect(answer).toMatchObject({ accepted: false, rejection: { code: "busy" } });
    expect(rivals).toBe(8);
  });
});
