import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/eventlog/chain/canonical-json.ts";
import { checkChain, hashEvent } from "../../src/eventlog/chain/hash-chain.ts";
import { loadFastSha256, sha256 } from "../../src/eventlog/chain/sha256.ts";
import {
  EMPTY_HEAD,
  type EventId,
  GENESIS_HASH,
  type Json,
  type RecordedEvent,
  type UnhashedEvent,
} from "../../src/eventlog/envelope.ts";
import { at, commandId, OCCURRED_AT, RECORDED_AT, stream, version } from "./attempts.ts";
import { forge } from "./forge.ts";

const EVENT: UnhashedEvent = {
  position: at(1),
  id: "c1.1" as EventId,
  type: "OrderPlaced",
  schemaVersion: 1,
  stream: stream("order-1"),
  version: version(1),
  data: {
    clientId: "k",
    lines: [{ productCode: "Ä-1", quantity: 2, unitPrice: 250 }],
    currency: "EUR",
  },
  meta: {
    occurredAt: OCCURRED_AT,
    recordedAt: RECORDED_AT,
    commandId: commandId("c1"),
    correlationId: "c0",
    causationId: "e0",
  },
};

const WITH_ACTOR: UnhashedEvent = {
  ...EVENT,
  meta: { ...EVENT.meta, actor: { kind: "user", id: "someone" } },
};

const ORIGIN = {
  source: "/crm",
  time: "2026-05-03T14:02:07Z",
  dataschema: "urn:x",
  extensions: { sequence: "17", urgent: true, level: -1 },
  content: { kind: "json", value: [1, "x"] },
} as const;
const FOREIGN: UnhashedEvent = { ...EVENT, type: "org.example.Note", data: {}, origin: ORIGIN };

describe("the hash of an event", () => {
  // These literals are the file format. Should one of them fail, the code is wrong, never the literal:
  // every log that anybody has written would no longer verify.
  it("is what it was in the first version", () => {
    expect(hashEvent(GENESIS_HASH, EVENT)).toBe(
      "f0aa6e765bab915372af8a31c3d412d260177dd3b6352e66910dc9086d8e4486",
    );
    expect(hashEvent(hashEvent(GENESIS_HASH, EVENT), WITH_ACTOR)).toBe(
      "48c2fc0d4b3e6e1b254670eca9f1396a91440b0febfdc5beba5269a985ffe5b0",
    );
  });

  it("covers the origin of an event that was written elsewhere, as it was since there are any", () => {
    expect(hashEvent(GENESIS_HASH, FOREIGN)).toBe(
      "a43d5f56f5907f789d27c578e7ac405fd45f67e7afd86dc5d427415854d9b291",
    );
  });

  it("is SHA-256 over UTF-8", () => {
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256("ä€😀")).toBe("819fe77d1c7897c4c541e21c63d27154d46e12cc65074d8d9c874626a40a6074");
  });

  it.each([
    ["without an actor", EVENT],
    ["with an actor", WITH_ACTOR],
    ["with an origin", FOREIGN],
    ["with a causation ordinal", { ...EVENT, meta: { ...EVENT.meta, causationOrdinal: 2 } }],
  ])("is over the canonical JSON of event and envelope together, %s", (_, event) => {
    const { meta, ...rest } = event;
    const text = canonicalJson({ ...rest, ...meta } as unknown as Json);
    expect(hashEvent(GENESIS_HASH, event)).toBe(sha256(GENESIS_HASH + text));
  });

  it("is the same whoever digests", async () => {
    const fast = await loadFastSha256();
    for (const text of ["", "abc", "ä€😀", JSON.stringify("\ud800"), "long ".repeat(100_000)]) {
      expect(fast(text)).toBe(sha256(text));
    }
    expect(hashEvent(GENESIS_HASH, WITH_ACTOR, fast)).toBe(hashEvent(GENESIS_HASH, WITH_ACTOR));
  });

  const { meta } = WITH_ACTOR;
  it.each([
    ["position", { position: at(2) }],
    ["id", { id: "c1.2" as EventId }],
    ["type", { type: "OrderShipped" }],
    ["schemaVersion", { schemaVersion: 2 }],
    ["stream", { stream: stream("order-2") }],
    ["version", { version: version(2) }],
    ["data", { data: {} }],
    ["a field of data", { data: { ...EVENT.data, currency: "USD" } }],
    ["a new field of data", { data: { ...EVENT.data, reference: null } }],
    [
      "something deep in data",
      { data: { ...EVENT.data, lines: [{ productCode: "Ä-1", quantity: 2, unitPrice: 251 }] } },
    ],
    ["occurredAt", { meta: { ...meta, occurredAt: RECORDED_AT } }],
    ["recordedAt", { meta: { ...meta, recordedAt: OCCURRED_AT } }],
    ["commandId", { meta: { ...meta, commandId: commandId("c2") } }],
    ["correlationId", { meta: { ...meta, correlationId: "c9" } }],
    ["causationId", { meta: { ...meta, causationId: "e9" } }],
    ["the actor's kind", { meta: { ...meta, actor: { kind: "app", id: "someone" } } }],
    ["the actor's id", { meta: { ...meta, actor: { kind: "user", id: "somebody" } } }],
    ["no id of the actor", { meta: { ...meta, actor: { kind: "user" } } }],
    ["no actor", { meta: EVENT.meta }],
  ] as const)("changes with %s", (_, change) => {
    expect(hashEvent(GENESIS_HASH, { ...WITH_ACTOR, ...change })).not.toBe(
      hashEvent(GENESIS_HASH, WITH_ACTOR),
    );
  });

  it.each([
    ["source", { source: "/other" }],
    ["time", { time: null }],
    ["subject", { subject: null }],
    ["dataschema", { dataschema: "urn:y" }],
    ["an extension", { extensions: { ...ORIGIN.extensions, level: 1 } }],
    ["the kind of an extension", { extensions: { ...ORIGIN.extensions, level: "-1" } }],
    ["data", { content: { kind: "json", value: [1, "y"] } }],
    ["the kind of data", { content: { kind: "none" } }],
  ] as const)("changes with %s of its origin", (_, change) => {
    expect(hashEvent(GENESIS_HASH, { ...FOREIGN, origin: { ...ORIGIN, ...change } })).not.toBe(
      hashEvent(GENESIS_HASH, FOREIGN),
    );
  });

  it("changes with the hash before it", () => {
    expect(hashEvent(sha256("another past"), EVENT)).not.toBe(hashEvent(GENESIS_HASH, EVENT));
  });

  it("does not change with the order of keys", () => {
    const turned = Object.fromEntries(Object.entries(EVENT.data).reverse());
    expect(hashEvent(GENESIS_HASH, { ...EVENT, data: turned })).toBe(
      hashEvent(GENESIS_HASH, EVENT),
    );
  });
});

describe("checking a chain", () => {
  const chain = forge(
    [1, 2, 3, 4].map((number) => ({
      ...EVENT,
      position: at(number),
      version: version(number),
      hash: GENESIS_HASH,
    })),
  );
  const [one, two, three, four] = chain as [
    RecordedEvent,
    RecordedEvent,
    RecordedEvent,
    RecordedEvent,
  ];
  const unfit = "its hash does not match its content";

  it("reaches the head of a good one", () => {
    expect(checkChain(chain)).toEqual({ ok: true, head: { position: 4, hash: four.hash } });
  });

  it("stands at the start when there is nothing", () => {
    expect(checkChain([])).toEqual({ ok: true, head: EMPTY_HEAD });
  });

  it("goes on from a head in the middle", () => {
    const middle = { position: two.position, hash: two.hash };
    expect(checkChain([three, four], middle)).toEqual(checkChain(chain));
  });

  it.each([
    ["swapped events", [one, three, two, four], 2, "position 2 was due, but 3 stands there"],
    ["a removed event", [one, two, four], 3, "position 3 was due, but 4 stands there"],
    ["a removed beginning", [two, three], 1, "position 1 was due, but 2 stands there"],
    ["a repeated event", [one, two, two, three], 3, "position 3 was due, but 2 stands there"],
    ["changed data", [one, { ...two, data: {} }, three], 2, unfit],
    ["a changed hash", [one, two, { ...three, hash: one.hash }, four], 3, unfit],
    [
      "swapped events with positions put right",
      [one, { ...three, position: two.position }, { ...two, position: three.position }, four],
      2,
      unfit,
    ],
    [
      "a removed event with positions put right",
      [one, { ...three, position: two.position }, { ...four, position: three.position }],
      2,
      unfit,
    ],
    [
      "a rewritten event with a hash of its own: the next one gives it away",
      [one, ...forge([one, { ...two, data: {} }]).slice(1), three, four],
      3,
      unfit,
    ],
  ] as const)("finds %s", (_, events, firstBad, reason) => {
    const last = events[firstBad - 2];
    const head = last ? { position: last.position, hash: last.hash } : EMPTY_HEAD;
    expect(checkChain(events)).toEqual({ ok: false, head, firstBad, reason });
  });

  it("cannot see a cut-off end: that takes a fingerprint kept elsewhere", () => {
    const cut = checkChain([one, two, three]);
    expect(cut.ok).toBe(true);
    expect(cut.head.hash).not.toBe(four.hash);
  });
});
