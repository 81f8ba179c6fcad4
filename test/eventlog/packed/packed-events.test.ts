import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openPacked, packEvents } from "../../../src/eventlog/encoding/event-page.ts";
import type { EventMeta, JsonObject, RecordedEvent } from "../../../src/eventlog/envelope.ts";
import type { Commit } from "../../../src/eventlog/records.ts";

const time = fc.oneof(
  fc.nat(),
  fc.integer({ min: -(10 ** 13), max: 10 ** 13 }),
  fc.double({ noNaN: true }),
);
const name = fc.oneof(
  fc.uuid(),
  fc.uuid().map((id) => `order-${id}`),
  fc.stringMatching(/^username-[0-9a-f]{64}$/),
  fc.stringMatching(/^[0-9A-F-]{36}$/),
  fc.string({ unit: "binary" }),
  fc.string({ maxLength: 300 }),
  // Dashes where a UUID has them, and more of them elsewhere.
  fc.constantFrom(
    "ab-de-01-9ab1-4acd-aeaf-1a00f54d0e87",
    "order-5be036b8-1b1c-4acd-ae-f-1a00-54d0e87",
  ),
  fc.constantFrom("", "\ud800", "a\udfff\ud800b", "__proto__", "\ufeffBOM", "ö".repeat(300)),
);
const json = fc
  .jsonValue({ maxDepth: 4, stringUnit: "binary" })
  .chain((value) =>
    fc.tuple(
      fc.constant(value),
      fc.dictionary(name, fc.oneof(name, fc.integer(), fc.constant(-0))),
    ),
  )
  .map(([value, more]) => ({ value, ...more }) as JsonObject);

const meta = fc.record(
  {
    occurredAt: time,
    recordedAt: time,
    commandId: name,
    correlationId: name,
    causationId: name,
    causationOrdinal: fc.nat(),
    actor: fc.oneof(
      fc.record({ kind: name }, { noNullPrototype: true }),
      fc.record({ kind: name, id: name }, { noNullPrototype: true }),
    ),
  },
  {
    requiredKeys: ["occurredAt", "recordedAt", "commandId", "correlationId", "causationId"],
    noNullPrototype: true,
  },
) as unknown as fc.Arbitrary<EventMeta>;

const content = fc.oneof(
  fc.constant({ kind: "none" }),
  fc.jsonValue({ stringUnit: "binary" }).map((value) => ({ kind: "json", value })),
  name.map((text) => ({ kind: "base64", text })),
);
const origin = fc.record(
  {
    source: name,
    id: name,
    time: fc.option(name),
    subject: fc.constant(null),
    datacontenttype: name,
    dataschema: name,
    extensions: fc.dictionary(name, fc.oneof(name, fc.boolean(), fc.integer()), {
      noNullPrototype: true,
    }),
    content,
  },
  { requiredKeys: ["source"], noNullPrototype: true },
);
const event = fc.record(
  {
    type: name,
    schemaVersion: fc.integer({ min: 1, max: 9 }),
    stream: name,
    version: fc.integer({ min: 1, max: 2 ** 53 - 1 }),
    data: json,
    id: fc.option(name, { nil: undefined }),
    origin,
  },
  { requiredKeys: ["type", "schemaVersion", "stream", "version", "data", "id"] },
);

/** Commits of any content, at the positions they would have. */
const commits = fc
  .array(fc.tuple(meta, fc.boolean(), fc.array(event, { minLength: 1, maxLength: 4 })), {
    maxLength: 8,
  })
  .chain((drafts) => fc.tuple(fc.constant(drafts), fc.integer({ min: 1, max: 2 ** 40 })))
  .map(([drafts, first]) => {
    let position = first;
    return drafts.map(([shared, differs, events]) => ({
      events: events.map((draft, index) => ({
        ...draft,
        id: draft.id ?? `${shared.commandId}.${index + 1}`,
        position: position++,
        meta: differs ? { ...shared, recordedAt: shared.recordedAt + index } : shared,
      })),
    }));
  }) as unknown as fc.Arbitrary<Commit[]>;

describe("Packed events", () => {
  it("come back as they were, each without the others", () => {
    fc.assert(
      fc.property(commits, (packed) => {
        const page = openPacked(packEvents(packed).bytes);
        const events = packed.flatMap((commit): readonly RecordedEvent[] => commit.events);
        expect(page.count).toBe(events.length);
        for (let place = events.length - 1; place >= 0; place -= 1) {
          expect(page.event(place)).toStrictEqual(events[place]);
          const data = events[place]?.data ?? {};
          const wanted = Object.keys(data).filter((_, index) => index % 2 === 0);
          expect(page.members(place, [...wanted, "none"])).toStrictEqual(
            Object.fromEntries(wanted.map((key) => [key, data[key]])),
          );
        }
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it("tell at a glance what an index needs", () => {
    fc.assert(
      fc.property(commits, (packed) => {
        const page = packEvents(packed);
        const events = packed.flatMap((commit): readonly RecordedEvent[] => commit.events);
        const begins = packed.flatMap((commit) => commit.events.map((_, index) => index === 0));
        for (const [place, { type, version, meta: of }] of events.entries()) {
          const { occurredAt } = of;
          expect(page.glance(place)).toMatchObject({
            ...{ type, version, occurredAt },
            beginsCommit: begins[place],
          });
        }
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  it("are refused, or read as something, when their bytes are spoilt: never more than an error of range", () => {
    fc.assert(
      fc.property(commits, fc.nat(), fc.nat({ max: 255 }), (packed, where, value) => {
        const { bytes } = packEvents(packed);
        const spoilt = bytes.slice(0, where % 3 === 0 ? where % bytes.length : undefined);
        spoilt[where % spoilt.length] = value;
        try {
          const page = openPacked(spoilt);
          for (let place = 0; place < page.count; place += 1) page.event(place);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { seed: 7, numRuns: 1_000 },
    );
  });
});
