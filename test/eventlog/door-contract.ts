import { beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/eventlog/envelope.ts";
import { isValidationError } from "../../src/eventlog/errors.ts";
import type {
  AcceptedAttempt,
  EventLog,
  RefusedAttempt,
  VerifyOptions,
} from "../../src/eventlog/event-log.ts";
import type { ReplicaBatch } from "../../src/eventlog/replication/replica-batch.ts";
import { accepted, noted, observe, positionsOf, refused } from "./attempts.ts";
import { caught, caughtNow } from "./caught.ts";
import { type MakeLog, prepareLogs } from "./log-under-test.ts";

class Money {
  constructor(readonly amount: number) {}
}

function holdingItself(): object {
  const lines: unknown[] = [1];
  lines.push({ of: lines });
  return { lines };
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** Data that JSON cannot say, with the path and the reason that the refusal names. */
const NO_JSON: readonly { what: string; data: unknown; path: string; reason: string }[] = [
  {
    what: "a Date",
    data: { lines: [{}, {}, { at: new Date(0) }] },
    path: "data.lines[2].at",
    reason: "a Date is no JSON value; write it as text",
  },
  {
    what: "a Map",
    data: { prices: new Map([["tea", 1]]) },
    path: "data.prices",
    reason: "a Map is no JSON value; write it as a plain object",
  },
  {
    what: "a Set",
    data: { tags: new Set(["tea"]) },
    path: "data.tags",
    reason: "a Set is no JSON value; write it as a list",
  },
  { what: "a RegExp", data: { a: /tea/ }, path: "data.a", reason: "a RegExp is no JSON value" },
  { what: "an Error", data: { a: new Error("no") }, path: "data.a", reason: "an Error is no JSON" },
  { what: "bytes", data: { a: new Uint8Array(2) }, path: "data.a", reason: "a Uint8Array is no" },
  { what: "a boxed number", data: { a: Object(1) }, path: "data.a", reason: "a Number is no JSON" },
  { what: "a promise", data: { a: Promise.resolve(1) }, path: "data.a", reason: "a Promise is no" },
  {
    what: "an instance of a class",
    data: { total: new Money(1) },
    path: "data.total",
    reason: "a Money is no JSON value",
  },
  {
    what: "an object that inherits fields",
    data: { a: Object.create({ hidden: 1 }) },
    path: "data.a",
    reason: "is no JSON value",
  },
  {
    what: "a class of list",
    data: { a: new (class Lines extends Array {})() },
    path: "data.a",
    reason: "a Lines is no JSON value",
  },
  {
    what: "NaN",
    data: { a: Number.NaN },
    path: "data.a",
    reason: "NaN is no JSON value; write null",
  },
  { what: "Infinity", data: { a: -1 / 0 }, path: "data.a", reason: "-Infinity is no JSON value" },
  { what: "-0", data: { a: { b: -0 } }, path: "data.a.b", reason: "-0 is no JSON value; write 0" },
  { what: "a bigint", data: { a: 1n }, path: "data.a", reason: "a bigint is no JSON value" },
  {
    what: "a symbol",
    data: { a: Symbol("x") },
    path: "data.a",
    reason: "a symbol is no JSON value",
  },
  {
    what: "a function",
    data: { a: () => 1 },
    path: "data.a",
    reason: "a function is no JSON value",
  },
  {
    what: "undefined as an optional field",
    data: { name: undefined },
    path: "data.name",
    reason: "undefined is no JSON value; leave it out, or write null",
  },
  {
    what: "undefined in a list",
    data: { a: [1, undefined] },
    path: "data.a[1]",
    reason: "undefined",
  },
  { what: "a hole in a list", data: { a: new Array(2) }, path: "data.a[0]", reason: "undefined" },
  {
    what: "a list with a named member",
    data: { a: Object.assign([1], { sum: 1 }) },
    path: "data.a",
    reason: "a list has no named members",
  },
  {
    what: "a toJSON of its own",
    data: { a: { toJSON: () => 1 } },
    path: "data.a.toJSON",
    reason: "a function is no",
  },
  {
    what: "a getter",
    data: {
      a: {
        get b() {
          return Math.random();
        },
      },
    },
    path: "data.a.b",
    reason: "it is a getter or setter",
  },
  {
    what: "a key that is a symbol",
    data: { a: { [Symbol("x")]: 1 } },
    path: "data.a",
    reason: "JSON has no key Symbol(x)",
  },
  {
    what: "a hidden property",
    data: { a: Object.defineProperty({}, "b", { value: 1 }) },
    path: "data.a.b",
    reason: "it is not enumerable",
  },
  {
    what: "a key called __proto__",
    data: { a: JSON.parse('{"__proto__":{"b":1}}') },
    path: "data.a.__proto__",
    reason: "no key may be called __proto__",
  },
  { what: "a cycle", data: holdingItself(), path: "data.lines[1].of", reason: "it holds itself" },
  {
    what: "a nesting too deep",
    data: { a: nested(63) },
    path: `data.a${"[0]".repeat(62)}`,
    reason: "it nests deeper than 63 levels",
  },
  { what: "a revoked proxy", data: { a: revoked() }, path: "data.a", reason: "it cannot be read" },
  {
    what: "a key with a space",
    data: { "two words": Number.NaN },
    path: 'data["two words"]',
    reason: "NaN",
  },
  { what: "a list in its place", data: [1], path: "data", reason: "it is to be a JSON object" },
  { what: "null in its place", data: null, path: "data", reason: "it is to be a JSON object" },
  {
    what: "nothing in its place",
    data: undefined,
    path: "data",
    reason: "undefined is no JSON value",
  },
];

/** Every part of an attempt that is not what a log keeps, and where the refusal finds it. */
const SPOILT: readonly { what: string; path: string; spoil: (good: AcceptedAttempt) => unknown }[] =
  [
    { what: "no attempt at all", path: "attempt", spoil: () => undefined },
    { what: "no event", path: "events", spoil: (good) => ({ ...good, events: [] }) },
    {
      what: "an event in no list",
      path: "events",
      spoil: (good) => ({ ...good, events: noted("a") }),
    },
    {
      what: "no list of what it relied on",
      path: "expected",
      spoil: ({ expected: _, ...rest }) => rest,
    },
    {
      what: "a slip in a name",
      path: "attempt.expect",
      spoil: (good) => ({ ...good, expect: [] }),
    },
    {
      what: "an event without a stream",
      path: "events[0].stream",
      spoil: withEvent({ stream: "" }),
    },
    {
      what: "an event without a type",
      path: "events[0].type",
      spoil: withEvent({ type: undefined }),
    },
    {
      what: "schema version 0",
      path: "events[0].schemaVersion",
      spoil: withEvent({ schemaVersion: 0 }),
    },
    {
      what: "schema version 1.5",
      path: "events[0].schemaVersion",
      spoil: withEvent({ schemaVersion: 1.5 }),
    },
    {
      what: "an event with a field of its own",
      path: "events[0].meta",
      spoil: withEvent({ meta: {} }),
    },
    { what: "a command without an id", path: "command.id", spoil: withCommand({ id: "" }) },
    { what: "a command without a type", path: "command.type", spoil: withCommand({ type: 7 }) },
    {
      what: "a command without a digest",
      path: "command.digest",
      spoil: withCommand({ digest: undefined }),
    },
    {
      what: "a payload with a Date",
      path: "command.payload.at",
      spoil: withCommand({ payload: { at: new Date(0) } }),
    },
    {
      what: "a command with a field of its own",
      path: "command.secret",
      spoil: withCommand({ secret: 1 }),
    },
    {
      what: "a time that is a Date",
      path: "occurredAt",
      spoil: (good) => ({ ...good, occurredAt: new Date(0) }),
    },
    {
      what: "a time with a fraction",
      path: "occurredAt",
      spoil: (good) => ({ ...good, occurredAt: 0.5 }),
    },
    {
      what: "a time beyond the year 9999",
      path: "occurredAt",
      spoil: (good) => ({ ...good, occurredAt: 8.64e15 }),
    },
    {
      what: "a negative version",
      path: "expected[0].version",
      spoil: (good) => ({ ...good, expected: [{ stream: "a", version: -1 }] }),
    },
    {
      what: "a version that is a text",
      path: "expected[0].version",
      spoil: (good) => ({ ...good, expected: [{ stream: "a", version: "1" }] }),
    },
    {
      what: "an empty correlation",
      path: "correlationId",
      spoil: (good) => ({ ...good, correlationId: "" }),
    },
    {
      what: "an ordinal of 0",
      path: "causationOrdinal",
      spoil: (good) => ({ ...good, causationOrdinal: 0 }),
    },
    {
      what: "an actor without a kind",
      path: "actor.kind",
      spoil: (good) => ({ ...good, actor: { id: "x" } }),
    },
  ];

function withEvent(part: object) {
  return (good: AcceptedAttempt) => ({ ...good, events: [{ ...good.events[0], ...part }] });
}

function withCommand(part: object) {
  return (good: AcceptedAttempt) => ({ ...good, command: { ...good.command, ...part } });
}

function carrying(id: string, data: unknown): AcceptedAttempt {
  return { ...accepted(id, ["a"]), events: [{ ...noted("a"), data: data as JsonObject }] };
}

/** What is refused before the log looks at it, and what a caller's own objects can do to it. */
export function describeDoor(makeLog: MakeLog): void {
  const { openLog } = prepareLogs(makeLog);
  let log: EventLog;
  beforeEach(async () => {
    log = await openLog();
  });

  // Whatever a caller without types hands over.
  const append = (attempt: unknown) => log.append(attempt as AcceptedAttempt);
  const refuse = (attempt: unknown) => log.refuse(attempt as RefusedAttempt);

  describe("refuses at the door what it cannot keep", () => {
    it("each value that is no JSON, with its path, and goes on", async () => {
      await log.append(accepted("c1", ["a"]));
      const before = await observe(log);

      for (const { what, data, path, reason } of NO_JSON) {
        const error = await caught(append(carrying("bad", data)));
        expect(isValidationError(error), what).toBe(true);
        expect(error, what).toMatchObject({ code: "validation", path: `events[0].${path}` });
        expect(String(error), what).toContain(`${path}: `);
        expect(String(error), what).toContain(reason);
      }

      expect(await observe(log)).toEqual(before);
      await log.append(accepted("bad", ["a"]));
      expect(positionsOf(await log.read())).toEqual([1, 2]);
      expect(await log.verify()).toMatchObject({ ok: true });
    });

    it("each spoilt part of an attempt, an empty list of events among them, and goes on", async () => {
      await log.append(accepted("c1", ["a"]));
      const before = await observe(log);

      for (const { what, path, spoil } of SPOILT) {
        const error = await caught(append(spoil(accepted("bad", ["a"]))));
        expect(isValidationError(error), what).toBe(true);
        expect(error, what).toMatchObject({ path });
      }

      expect(await observe(log)).toEqual(before);
      await log.append(accepted("bad", ["a"]));
      expect(positionsOf(await log.read())).toEqual([1, 2]);
    });

    it("a refusal whose payload or reason is no JSON", async () => {
      const good = refused("bad");
      const bad = [
        { ...good, command: { ...good.command, payload: { at: new Date(0) } } },
        { ...good, refusal: { code: "no", message: "" } },
        { ...good, refusal: { ...good.refusal, field: undefined } },
        { ...good, refusal: undefined },
      ];
      for (const attempt of bad) {
        expect(isValidationError(await caught(refuse(attempt)))).toBe(true);
      }
      expect(await log.journal()).toEqual([]);
      await log.refuse(good);
      expect(await log.journal()).toHaveLength(1);
    });

    it("a range with a slip in it, which must not mean everything", async () => {
      await log.append(accepted("c1", ["a", "b"]));
      const bad: unknown[] = [
        null,
        () => true,
        new Map(),
        { form: 1 },
        { from: "1" },
        { to: Number.NaN },
        { limit: -1 },
        { direction: "backward" },
        { filter: () => true },
        { filter: { type: ["Noted"] } },
        { filter: { types: "Noted" } },
        { filter: { streams: [undefined] } },
        { filter: { streamPrefix: /a/ } },
      ];
      for (const range of bad) {
        const error = await caught(log.read(range as Parameters<EventLog["read"]>[0]));
        expect(isValidationError(error), String(range)).toBe(true);
      }
      for (const range of [{ outcome: "accepted" }, { upTo: 1 }, { from: -1 }] as const) {
        const error = await caught(log.journal(range as Parameters<EventLog["journal"]>[0]));
        expect(isValidationError(error)).toBe(true);
      }
    });
  });

  describe("refuses with the path what is no callback, option or record", () => {
    it("when it is listened to, verified or fed from elsewhere", async () => {
      const log = await openLog();
      const odd = 5 as unknown as () => void;
      expect(caughtNow(() => log.onAppend(odd))).toMatchObject({ path: "listener" });
      expect(caughtNow(() => log.onRefusal(odd))).toMatchObject({ path: "listener" });
      const asked: readonly [unknown, string][] = [
        [{ onProgress: 5 }, "options.onProgress"],
        [{ onprogress() {} }, "options.onprogress"],
        [5, "options"],
      ];
      for (const [options, path] of asked) {
        expect(await caught(log.verify(options as VerifyOptions))).toMatchObject({ path });
      }
      for (const batch of [{ records: [{}] }, { records: [null] }, { records: 5 }, { events: 5 }]) {
        const error = await caught(log.replicate([batch as unknown as ReplicaBatch]));
        expect(isValidationError(error), JSON.stringify(batch)).toBe(true);
      }
      await log.append(accepted("c1", ["a"]));
      expect(await log.verify()).toMatchObject({ ok: true });
    });
  });

  describe("keeps what JSON can say exactly as it came", () => {
    it("with any text, lone surrogates among it, any depth it takes, and no prototype", async () => {
      const bare = Object.assign(Object.create(null), { "\ud800 key": "\udc00\ud800", "": [[]] });
      const data = {
        b: bare,
        a: nested(62),
        10: 1e300,
        9: 5e-324,
        toJSON: "text",
        deep: { null: null },
      };
      await append(carrying("c1", data));

      const [event] = await log.read();
      expect(event?.data).toEqual(data);
      expect(await log.verify()).toMatchObject({ ok: true });
    });

    it("with one object in two places", async () => {
      const price = { amount: 1 };
      await append(carrying("c1", { from: price, to: price }));
      expect((await log.read())[0]?.data).toEqual({ from: { amount: 1 }, to: { amount: 1 } });
    });

    it("whatever the caller does to its own objects afterwards", async () => {
      const data = { lines: [{ quantity: 1 }] };
      const attempt = carrying("c1", data);
      const payload = attempt.command.payload as Record<string, unknown>;

      const appending = log.append(attempt);
      Object.assign(data, { lines: [] });
      payload["id"] = "changed";
      await appending;
      Object.assign(data, { lines: undefined });

      expect((await log.read())[0]?.data).toEqual({ lines: [{ quantity: 1 }] });
      expect(await log.journal()).toMatchObject([{ command: { payload: { id: "c1" } } }]);
      expect(await log.verify()).toMatchObject({ ok: true });
    });
  });
}
