import { describe, expect, it } from "vitest";
import { EMPTY_HEAD, type Origin, type UnhashedEvent } from "../../../src/eventlog/envelope.ts";
import {
  decodeShared,
  encodeShared,
  type SharedRecord,
} from "../../../src/eventlog/jetstream/publishing/stream-message.ts";
import { at, commandId, OCCURRED_AT, RECORDED_AT, stream, version } from "../attempts.ts";
import { forge } from "../forge.ts";

const TIME = new Date(OCCURRED_AT).toISOString();

function shared(origin: object, change: Partial<UnhashedEvent> = {}): SharedRecord {
  const event = {
    ...{ position: at(1), id: "e1" as never, type: "org.example.Note", schemaVersion: 1 },
    ...{ stream: stream("notes"), version: version(1), data: {}, hash: EMPTY_HEAD.hash },
    meta: {
      ...{ occurredAt: OCCURRED_AT, recordedAt: RECORDED_AT, commandId: commandId("e1") },
      ...{ correlationId: "e1", causationId: "e1" },
    },
    ...change,
    origin: origin as Origin,
  };
  const [first] = forge([event]);
  return { base: EMPTY_HEAD, record: { events: [first as never] } };
}

describe("A message of a shared log with an event that was written elsewhere", () => {
  it.each<[string, object, Partial<UnhashedEvent>?]>([
    ["no more than its source", { source: "/crm" }],
    ["an id", { source: "/crm", id: "e" }],
    ["extensions of any name", { source: "/crm", extensions: { constructor: "x", 7: true } }],
    ["bytes", { source: "/crm", content: { kind: "base64", text: "AAAA" } }],
    ["other data", { source: "/crm", content: { kind: "json", value: { constructor: [null] } } }],
    ["its exact time", { source: "/crm", time: TIME.replace("Z", "000Z") }],
    ["no subject", { source: "notes", subject: null }],
    ["data of any name", { source: "/crm" }, { data: { constructor: { prototype: 1 } } }],
  ])("is read as it was sent: %s", (_, origin, change) => {
    const sent = shared(origin, change);
    expect(decodeShared(encodeShared(sent))).toEqual({ format: 1, ...sent });
  });

  it.each<[string, object, Partial<UnhashedEvent>?]>([
    ["no source", {}],
    ["an empty source", { source: "" }],
    ["its own id", { source: "/crm", id: "e1" }],
    ["another time", { source: "/crm", time: "2026-05-03T14:02:07Z" }],
    ["its time as a log writes it", { source: "/crm", time: TIME }],
    ["no time, and another than that of its recording", { source: "/crm", time: null }],
    ["no subject, in the stream of another source", { source: "/crm", subject: null }],
    ["an extension in capitals", { source: "/crm", extensions: { Upper: "x" } }],
    ["an extension with a core name", { source: "/crm", extensions: { subject: "x" } }],
    ["an extension with a name of ours", { source: "/crm", extensions: { hindsightid: "x" } }],
    ["an extension that is no value", { source: "/crm", extensions: { x: 1.5 } }],
    ["an empty list of extensions", { source: "/crm", extensions: {} }],
    ["two kinds of data", { source: "/crm", content: { kind: "none" } }, { data: { n: 1 } }],
    ["bytes that are none", { source: "/crm", content: { kind: "base64", text: "A" } }],
    [
      "no object, of a type of ours",
      { source: "/crm", content: { kind: "none" } },
      { type: "Noted" },
    ],
    ["something that nobody knows", { source: "/crm", more: 1 }],
  ])("is none of this format: %s", (_, origin, change) => {
    expect(decodeShared(encodeShared(shared(origin, change)))).toBeUndefined();
  });
});

describe("A message that nearly fills what the engine takes at once", () => {
  /** Time below which there is more noise than work. */
  const NOISE_MS = 20;

  async function cost(work: () => unknown): Promise<number> {
    const begun = performance.now();
    await work();
    return performance.now() - begun;
  }

  it.each(["{}", "[]", "1", '{"meta":{}}', '{"data":{},"meta":{"actor":{}}}'])(
    "is void as soon as it is parsed where each of its events is %s",
    async (event) => {
      const events = Array(Math.floor(950_000 / (event.length + 1))).fill(event);
      const base = JSON.stringify(EMPTY_HEAD);
      const text = `{"format":1,"base":${base},"record":{"events":[${events}]}}`;
      const bytes = new TextEncoder().encode(text);

      expect(decodeShared(bytes)).toBeUndefined();

      const slowness = async () => {
        const parsing = await cost(() => JSON.parse(text));
        return (await cost(() => decodeShared(bytes))) / Math.max(parsing, NOISE_MS);
      };
      await expect.poll(slowness, { timeout: 60_000 }).toBeLessThan(10);
    },
  );
});
