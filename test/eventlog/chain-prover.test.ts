import { describe, expect, it } from "vitest";
import { checkRun, createChainProver } from "../../src/eventlog/chain/chain-prover.ts";
import { sha256 } from "../../src/eventlog/chain/sha256.ts";
import { EMPTY_HEAD, GENESIS_HASH, type RecordedEvent } from "../../src/eventlog/envelope.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { accepted, at, RECORDED_AT } from "./attempts.ts";

async function fiveEvents(): Promise<RecordedEvent[]> {
  const log = createMemoryLog({ now: () => RECORDED_AT });
  for (const name of ["a", "b", "c", "d", "e"]) await log.append(accepted(`c-${name}`, [name]));
  return log.read();
}

async function proved(count = 5) {
  const events = (await fiveEvents()).slice(0, count);
  const prover = createChainProver(sha256);
  let before = GENESIS_HASH;
  for (const event of events) {
    expect(prover.prove(event, before)).toBe(true);
    before = event.hash;
  }
  return { prover, events };
}

describe("a run of proven events", () => {
  it("is all that were held against their hashes, and continues what is before it", async () => {
    const { prover, events } = await proved();
    const run = prover.take(at(0));
    if (!run) throw new Error("No run.");
    expect(run.events).toEqual(events);
    expect(checkRun(run, EMPTY_HEAD)).toEqual({ ok: true, head: events[4] });
    expect(prover.take(at(0))).toBeUndefined();
  });

  it("begins behind what is known, and continues that alone", async () => {
    const { prover, events } = await proved();
    const run = prover.take(at(2));
    if (!run) throw new Error("No run.");
    const [, second, third] = events as [RecordedEvent, RecordedEvent, RecordedEvent];
    expect(run.events).toEqual(events.slice(2));
    expect(checkRun(run, second)).toMatchObject({ ok: true });
    expect(checkRun(run, third)).toMatchObject({ ok: false, firstBad: 4 });
    expect(checkRun(run, { ...second, hash: third.hash })).toMatchObject({
      ok: false,
      firstBad: 3,
      reason: "its hash does not match its content",
    });
    expect((await proved()).prover.take(at(5))).toBeUndefined();
  });

  it("goes on where the one before ended", async () => {
    const { prover, events } = await proved(3);
    prover.take(at(0));
    const [fourth] = (await fiveEvents()).slice(3) as [RecordedEvent];
    const third = events[2] as RecordedEvent;
    expect(prover.prove(fourth, third.hash)).toBe(true);
    const run = prover.take(at(0));
    expect(run && checkRun(run, third)).toMatchObject({ ok: true, head: fourth });
  });

  it("never holds an event with a wrong hash, nor what does not follow", async () => {
    const { prover, events } = await proved(2);
    const [third, , fifth] = (await fiveEvents()).slice(2) as RecordedEvent[];
    if (!third || !fifth) throw new Error("Too few events.");
    expect(prover.prove({ ...third, data: { forged: 1 } }, events[1]?.hash ?? GENESIS_HASH)).toBe(
      false,
    );
    expect(prover.take(at(0))?.events).toEqual(events);

    const other = (await proved(2)).prover;
    const fourth = (await fiveEvents())[3] as RecordedEvent;
    expect(other.prove(fifth, fourth.hash)).toBe(true);
    expect(other.take(at(0))?.events).toEqual([fifth]);
  });
});
