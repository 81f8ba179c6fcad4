import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashEvent } from "../../src/eventlog/chain/hash-chain.ts";
import {
  EMPTY_HEAD,
  type EventId,
  GENESIS_HASH,
  type RecordedEvent,
  type UnhashedEvent,
} from "../../src/eventlog/envelope.ts";
import { ReplicationError } from "../../src/eventlog/errors.ts";
import {
  decodeShared,
  encodeShared,
} from "../../src/eventlog/jetstream/publishing/stream-message.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { faultOfEvent } from "../../src/eventlog/validation/record-fault.ts";
import { toCloudEvent } from "../../src/formats/cloudevents/write-event.ts";
import { at, commandId, OCCURRED_AT, RECORDED_AT, stream, version } from "../eventlog/attempts.ts";
import { caught } from "../eventlog/caught.ts";
import { itemsOf } from "./files.ts";
import { GOLDEN_BOOK } from "./golden-log.ts";

const NOTE: UnhashedEvent = {
  ...{ position: at(1), id: "n.1" as EventId, type: "Noted", schemaVersion: 1 },
  ...{ stream: stream("notes"), version: version(1), data: {} },
  meta: {
    ...{ occurredAt: OCCURRED_AT, recordedAt: RECORDED_AT, commandId: commandId("n") },
    ...{ correlationId: "n", causationId: "n" },
  },
};

const hashed = (event: UnhashedEvent): RecordedEvent => ({
  ...event,
  hash: hashEvent(GENESIS_HASH, event),
});
const lineOf = (event: RecordedEvent) =>
  `${JSON.stringify(toCloudEvent(event, GOLDEN_BOOK, GENESIS_HASH))}\n`;

const nested = (levels: number): UnhashedEvent["data"] => {
  let value: UnhashedEvent["data"] = {};
  for (let level = 1; level < levels; level += 1) value = { in: value };
  return value;
};
const meta = (change: object): Partial<UnhashedEvent> => ({
  meta: { ...NOTE.meta, ...change } as UnhashedEvent["meta"],
});

describe("An event that no log file could give back", () => {
  it.each<[string, Partial<UnhashedEvent>]>([
    ["a time with a fraction", meta({ occurredAt: OCCURRED_AT + 0.5 })],
    ["a time beyond the calendar", meta({ occurredAt: 1e300 })],
    ["a time before the year 1", meta({ occurredAt: -62_135_596_800_001 })],
    ["a recorded time in the year 20000", meta({ recordedAt: 568_971_820_800_000 })],
    ["an empty id", { id: "" as EventId }],
    ["an empty type", { type: "" }],
    ["a type that ends with a dot", { type: "x." }],
    ["a type that is another one in a file", { type: "app.hindsight.Noted" }],
    ["an empty stream", { stream: stream("") }],
    ["a shape of version 0", { schemaVersion: 0 }],
    ["a place of none", { position: at(0) }],
    ["an empty conversation", meta({ correlationId: "" })],
    ["an empty cause", meta({ causationId: "" })],
    ["an ordinal of 0", meta({ causationOrdinal: 0 })],
    ["an actor of no kind", meta({ actor: { kind: "" } })],
    ["data that nest too deep", { data: nested(64) }],
    ["a reserved key", { data: JSON.parse('{"a":[{"__proto__":1}]}') }],
    ["data of more than a mebibyte", { data: { text: "ä".repeat(2 ** 19 + 2 ** 13) } }],
    ["an origin without a source", { origin: { source: "" } }],
    ["an origin of nothing", { origin: {} as never }],
    ["an origin with more than a file has", { origin: { source: "x", more: 1 } as never }],
    ["an actor whose id is no text", meta({ actor: { kind: "user", id: 7 } })],
    ["an actor with more than a file has", meta({ actor: { kind: "user", name: "x" } })],
    ["a foreign type that is another one in a file", { type: ".a.b", origin: { source: "x" } }],
  ])("is void among others, and refused by a log: %s", async (_, change) => {
    const event = hashed({ ...NOTE, ...change });
    expect(faultOfEvent(event)).toMatch(/^[\w.[\]_]+: .+[^.]$/);
    expect(
      decodeShared(encodeShared({ base: EMPTY_HEAD, record: { events: [event] } })),
    ).toBeUndefined();
    const log = createMemoryLog({ now: () => RECORDED_AT });
    expect(await caught(log.replicate([[event]]))).toBeInstanceOf(ReplicationError);
    expect(await log.head()).toEqual(EMPTY_HEAD);
  });

  it("is refused at the door of a log with the part that is wrong", async () => {
    const log = createMemoryLog({ now: () => RECORDED_AT });
    const command = { id: commandId("c"), type: "Note", payload: {}, digest: GENESIS_HASH };
    const note = { stream: stream("notes"), type: "x.", schemaVersion: 1, data: {} };
    const attempt = { command, occurredAt: OCCURRED_AT, expected: [] };
    const error = await caught(log.append({ ...attempt, events: [note] }));
    expect(error).toMatchObject({ name: "ValidationError", path: "type" });
    const named = { ...command, id: commandId("x".repeat(5_000)) };
    const notes = [{ ...note, type: "Noted" }] as const;
    expect(await caught(log.append({ ...attempt, command: named, events: notes }))).toMatchObject({
      path: "command.id",
    });
    const long = { ...command, payload: { text: "x".repeat(2 ** 20) } };
    const events = [{ ...note, type: "Noted" }] as const;
    expect(await caught(log.append({ ...attempt, command: long, events }))).toMatchObject({
      name: "ValidationError",
      path: "command.payload",
    });
  });
});

/** Mostly what a log takes, and now and then what it does not: one bad part would hide all others. */
const mostly = <Value>(good: fc.Arbitrary<Value>, bad: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 24, arbitrary: good }, { weight: 1, arbitrary: bad });
const text = mostly(
  fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
    fc.constantFrom("x", "é\u0000"),
  ),
  fc.constant(""),
);
const type = fc.oneof(
  fc.constantFrom("Noted", ".Noted", "a.b", "app.hindsight.a.b", "com.example.x", "constructor"),
  fc.constantFrom("..", ".", ".a.b", "app.hindsight.x", "app.hindsight.", "x.", "__proto__"),
  text,
);
const time = mostly(
  fc.oneof(
    fc.integer({ min: OCCURRED_AT - 1_000, max: OCCURRED_AT }),
    fc.constantFrom(0, -62_135_596_800_000, 253_402_300_799_999),
  ),
  fc.constantFrom(-0, 1.5, 1e300, Number.NaN),
);
const count = mostly(fc.constantFrom(1, 2, 2 ** 53 - 1), fc.constantFrom(-1, 0, 1.5, 2 ** 53));
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const data = fc.dictionary(text, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });

const anyOrigin = fc
  .record(
    {
      source: text,
      id: optional(text),
      time: optional(fc.constantFrom(null, "2026-05-03T14:02:07Z", "x")),
      subject: optional(fc.constant(null)),
      datacontenttype: optional(fc.constantFrom("application/json", "text/plain", "x")),
      dataschema: optional(text),
      extensions: optional(
        fc.dictionary(
          fc.constantFrom(
            "a",
            "sequence",
            "authid",
            "authtype",
            "causationordinal",
            "hindsightid",
            "B",
          ),
          fc.oneof(text, fc.boolean(), fc.integer(), fc.constant(1.5)),
        ),
      ),
    },
    { requiredKeys: ["source"] },
  )
  .map((origin) =>
    Object.fromEntries(Object.entries(origin).filter(([, value]) => value !== undefined)),
  );

const anyEvent = fc
  .record({
    envelope: fc.record({ id: text, type, stream: text, schemaVersion: count, data }),
    meta: fc.record({
      occurredAt: time,
      recordedAt: time,
      commandId: text,
      correlationId: text,
      causationId: text,
    }),
    causationOrdinal: optional(count),
    actor: optional(fc.record({ kind: text, id: optional(text) })),
    origin: optional(anyOrigin),
  })
  .map(({ envelope, meta, causationOrdinal, actor, origin }) => {
    const whole = {
      ...meta,
      ...(causationOrdinal !== undefined && { causationOrdinal }),
      ...(actor && {
        actor: { kind: actor.kind, ...(actor.id !== undefined && { id: actor.id }) },
      }),
    };
    const event = { ...NOTE, ...envelope, meta: whole, ...(origin && { origin }) };
    return event as unknown as UnhashedEvent;
  });

describe("An event that stands in a log", () => {
  it("goes out as a file and comes in again as it was, whatever it is", async () => {
    let sound = 0;
    await fc.assert(
      fc.asyncProperty(anyEvent, async (event) => {
        if (faultOfEvent(event) !== undefined) return;
        sound += 1;
        const recorded = hashed(event);
        const [item] = await itemsOf(lineOf(recorded));
        expect(item).toMatchObject({ kind: "recorded" });
        expect(item?.kind === "recorded" && item.event).toEqual(recorded);
        const shared = { base: EMPTY_HEAD, record: { events: [recorded] as const } };
        expect(decodeShared(encodeShared(shared))).toEqual({ format: 1, ...shared });
      }),
      { numRuns: 4_000, seed: 19 },
    );
    expect(sound).toBeGreaterThan(100);
  });

  it("has room for the longest that a message of others brings", async () => {
    const size = 2 ** 20 - 2 ** 11;
    const event = hashed({ ...NOTE, data: { text: "x".repeat(size) } });
    expect(faultOfEvent(event)).toBeUndefined();
    expect(await itemsOf(lineOf(event))).toHaveLength(1);
    const deep = hashed({ ...NOTE, data: nested(63) });
    expect(await itemsOf(lineOf(deep))).toHaveLength(1);
  });
});
