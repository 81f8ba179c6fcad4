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
  isRejectionError,
  materialize,
  openIndexedDbLog,
  type StreamName,
  sha256,
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
  const digest = sha256(`${id} ${by}`);
  return { id: id as CommandId, type: "Count", payload: { by }, digest };
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
