import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { describe, expect, it } from "vitest";
import {
  type CommandId,
  type CommandRecord,
  createMemoryLog,
  createRepository,
  type Decider,
  type EpochMs,
  type EventLog,
  follow,
  isRejectionError,
  isReplicationError,
  isValidationError,
  materialize,
  openIndexedDbCheckpoints,
  openIndexedDbLog,
  recordCommand,
  type StreamName,
} from "../../src/eventlog/library.ts";

const counter: Decider<number, number> = {
  initialState: 0,
  evolve: (count, { data }) => count + Number(data["by"]),
  decide: (by, count) =>
    count + by < 0
      ? { code: "below-zero", message: `There are only ${count}.` }
      : [{ type: "Counted", schemaVersion: 1, data: { by } }],
};

const now = () => 1_700_000_000_000 as EpochMs;
const NAME = "hindsight-library-test";

function count(id: string, by: number): CommandRecord {
  return recordCommand(id as CommandId, "Count", { by });
}

describe.each<{ where: string; open: () => Promise<EventLog> }>([
  { where: "in memory", open: async () => createMemoryLog({ now }) },
  { where: "in IndexedDB", open: () => openIndexedDbLog({ name: NAME, now }) },
])("another project uses the event log alone, $where", ({ open }) => {
  it("with its own decider and its own projection", async () => {
    const log = await open();
    const counters = createRepository(log, counter, now);
    const stream = "counter-a" as StreamName;

    await counters.handle(stream, 3, count("c1", 3));
    const refusal = await counters.handle(stream, -4, count("c2", -4)).catch((error) => error);
    const total = await materialize(
      log,
      { streamPrefix: "counter-" },
      {
        name: "total",
        version: 1,
        initialState: 0,
        evolve: (sum: number, { data }) => sum + Number(data["by"]),
      },
    );

    expect(isRejectionError(refusal) && refusal.code).toBe("below-zero");
    expect(total.state()).toBe(3);
    expect(await log.verify()).toMatchObject({ ok: true });
    total.stop();
    log.close();
    await deleteDB(NAME);
  });
});

describe("a stranger who hands over something else", () => {
  const log = createMemoryLog({ now });
  const good = recordCommand("c1" as CommandId, "Count", { by: 1 });
  const attempt = { command: good, occurredAt: now() };
  const note = { stream: "a", type: "Noted", schemaVersion: 1, data: {} };
  const deliver = () => {};
  const onError = () => {};
  const view = { name: "v", version: 1, initialState: 0, evolve: (state: number) => state };
  const CALLS: { what: string; call: () => unknown }[] = [
    { what: "no options for a log in memory", call: () => createMemoryLog(any(undefined)) },
    { what: "no clock", call: () => createMemoryLog(any({})) },
    {
      what: "a slip in an option",
      call: () => openIndexedDbLog(any({ name: NAME, now, onlost() {} })),
    },
    { what: "no name for a database", call: () => openIndexedDbLog(any({ now })) },
    { what: "pages of no event", call: () => openIndexedDbLog({ name: NAME, now, pageEvents: 0 }) },
    { what: "no name for checkpoints", call: () => openIndexedDbCheckpoints(any(undefined)) },
    { what: "nobody to deliver to", call: () => follow(log, any({ onError })) },
    {
      what: "a position that is a text",
      call: () => follow(log, any({ after: "3", deliver, onError })),
    },
    { what: "no id to find", call: () => log.find(any(undefined)) },
    { what: "nothing to replicate", call: () => log.replicate(any(undefined)) },
    { what: "a batch that is none", call: () => log.replicate(any([7])) },
    {
      what: "a log that is neither its own nor a replica",
      call: () => openIndexedDbLog(any({ name: NAME, now, as: "Replica" })),
    },
    {
      what: "a payload that is no JSON",
      call: () => recordCommand(good.id, "Count", any({ at: new Date(0) })),
    },
    { what: "a list as payload", call: () => recordCommand(good.id, "Count", any([])) },
    {
      what: "no list of events to save",
      call: () =>
        createRepository(log, counter, now).save(
          any({ stream: "a", version: 0, state: 0 }),
          any(undefined),
          good,
        ),
    },
    {
      what: "events with a hole",
      call: () => log.append(any({ ...attempt, events: new Array(1), expected: [] })),
    },
    {
      what: "expectations with a hole",
      call: () => log.append(any({ ...attempt, events: [note], expected: new Array(1) })),
    },
    {
      what: "a subscription with a slip",
      call: () => follow(log, any({ from: 5, deliver, onError })),
    },
    {
      what: "a test that answers later",
      call: async () => {
        const filled = createMemoryLog({ now });
        await filled.append(any({ ...attempt, events: [note], expected: [] }));
        await materialize(filled, any({ where: async () => false }), view);
      },
    },
    {
      what: "a view without a beginning",
      call: () => materialize(log, {}, any({ ...view, initialState: undefined })),
    },
    {
      what: "a command without a digest",
      call: () =>
        createRepository(log, counter, now).handle(
          any("a"),
          1,
          any({ id: "c", type: "C", payload: {} }),
        ),
    },
    { what: "no list of ids", call: () => log.fates(any("c1")) },
    { what: "no name of a stream", call: () => log.versionOf(any({})) },
    {
      what: "a reducer that answers later",
      call: async () => {
        const later = createMemoryLog({ now });
        await createRepository(later, counter, now).handle(any("a"), 1, good);
        await materialize(later, {}, any({ ...view, evolve: async () => 1 }));
      },
    },
  ];

  it.each(CALLS)("is told what is wrong: $what", async ({ call }) => {
    const error = await (async () => call())().catch((thrown: unknown) => thrown);
    expect(isValidationError(error), String(error)).toBe(true);
  });

  it("cannot bring in by replication what no log keeps", async () => {
    const copy = createMemoryLog({ now });
    const command = { ...good, payload: { at: new Date(0) } };
    const refusal = { code: "no", message: "No." };
    for (const record of [
      { command, after: 0, recordedAt: now(), refusal },
      { command: good, after: 0, recordedAt: now(), refusal: { ...refusal, at: undefined } },
      { command: good, events: [] },
      { events: [null] },
    ]) {
      const error = await copy.replicate(any([{ records: [record] }])).catch((thrown) => thrown);
      expect(isReplicationError(error), String(error)).toBe(true);
    }
    expect(await copy.journal()).toEqual([]);
  });
});

// Callers without types hand over anything.
function any(value: unknown): never {
  return value as never;
}
