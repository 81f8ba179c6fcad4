import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../src/eventlog/chain/sha256.ts";
import type {
  Actor,
  EpochMs,
  JsonObject,
  NewEvent,
  RecordedEvent,
} from "../../src/eventlog/envelope.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { EARLIEST, LATEST } from "../../src/eventlog/util/rfc3339.ts";
import { formatLog } from "../../src/formats/cloudevents/write-log.ts";
import { commandId, stream } from "../eventlog/attempts.ts";
import { gzip, linesOf, read } from "./files.ts";
import { GOLDEN_BOOK, makeGoldenLog } from "./golden-log.ts";

/** Any UTF-16 units, halves of surrogate pairs and control characters among them. */
const hostile = fc.oneof(
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
    .map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    "\ufeff",
    "\u2028\u2029",
    '"\\\n\r\t',
    "\ud800",
    "constructor",
    "{}[],",
    "𝒪́",
    "\0",
  ),
);
const named = hostile.filter((text) => text !== "");
const instant = fc.integer({ min: EARLIEST, max: LATEST }).map((ms) => ms as EpochMs);
const data = fc
  .dictionary(hostile, fc.jsonValue({ depthSize: "small" }), { maxKeys: 4 })
  .map((value) => JSON.stringify(value))
  .filter((text) => !text.includes("__proto__"))
  // Through text once: JSON has no -0.
  .map((text): JsonObject => JSON.parse(text));
const newEvent: fc.Arbitrary<NewEvent> = fc.record({
  stream: named.map(stream),
  type: fc.oneof(
    fc.constantFrom("Noted", "org.example.Note", "app.hindsight.v2.Noted"),
    named.map((text) => `x.${text.replaceAll(".", "")}y`),
  ),
  schemaVersion: fc.integer({ min: 1, max: 9 }),
  data,
});
const actor: fc.Arbitrary<Actor> = fc.record(
  { kind: named, id: hostile },
  { requiredKeys: ["kind"] },
);
const attempt = fc.record({
  occurredAt: instant,
  recordedAt: instant,
  correlationId: named,
  causationId: named,
  actor: fc.option(actor, { nil: undefined }),
  first: newEvent,
  more: fc.array(newEvent, { maxLength: 2 }),
});

type AttemptLike = typeof attempt extends fc.Arbitrary<infer Value> ? Value : never;

async function recorded(attempts: readonly AttemptLike[]): Promise<RecordedEvent[]> {
  let now = 0 as EpochMs;
  const log = createMemoryLog({ now: () => now });
  for (const [index, { recordedAt, actor: by, first, more, ...rest }] of attempts.entries()) {
    now = recordedAt;
    const command = { id: commandId(`c${index}`), type: "T", payload: {}, digest: sha256("") };
    const events = [first, ...more] as const;
    await log.append({ ...rest, command, events, expected: [], ...(by && { actor: by }) });
  }
  return log.read();
}

describe("A log that is written and read", () => {
  it("is the same log, whatever stands in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 1, maxLength: 6 }), async (attempts) => {
        const events = await recorded(attempts);
        const file = formatLog(events, GOLDEN_BOOK);

        expect(await read(file)).toEqual({
          kind: "recorded",
          events,
          lines: events.map((_, index) => index + 1),
        });
      }),
      { numRuns: 60 },
    );
  });

  it("is the same log as a list on several lines, packed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 1, maxLength: 4 }), async (attempts) => {
        const events = await recorded(attempts);
        const list = JSON.stringify(await linesOf(events), null, 1);

        expect(await read(await gzip(list))).toMatchObject({ kind: "recorded", events });
      }),
      { numRuns: 25 },
    );
  });

  it("keeps its order over many parts", async () => {
    const log = createMemoryLog({ now: () => 0 as EpochMs });
    const note: NewEvent = { stream: stream("a"), type: "Noted", schemaVersion: 1, data: {} };
    for (let index = 0; index < 2_500; index += 1) {
      const command = { id: commandId(`c${index}`), type: "T", payload: {}, digest: sha256("") };
      await log.append({ command, events: [note], expected: [], occurredAt: 0 as EpochMs });
    }
    const events = await log.read();

    expect(await read(formatLog(events, GOLDEN_BOOK))).toMatchObject({ kind: "recorded", events });
  });

  it("follows the contract of its attributes", async () => {
    const [first, second] = await linesOf(await makeGoldenLog());

    expect(first).toMatchObject({
      specversion: "1.0",
      id: "register-ada.1",
      source: `urn:uuid:${GOLDEN_BOOK}`,
      type: "app.hindsight.BookOpened",
      subject: "book",
      time: "2026-05-03T12:00:56.004Z",
      datacontenttype: "application/json",
      sequence: "0000000000000001",
      recordedtime: "2026-05-03T12:01:01.007Z",
      streamversion: 1,
      correlationid: "register-ada",
      causationid: "register-ada",
      commandid: "register-ada",
      schemaversion: 1,
      authtype: "user",
      authid: "u-1",
      predecessorhash: "0".repeat(64),
    });
    expect(second?.["predecessorhash"]).toBe(first?.["hash"]);
    for (const name of Object.keys(first ?? {})) expect(name).toMatch(/^[a-z0-9]+$/);
  });
});
