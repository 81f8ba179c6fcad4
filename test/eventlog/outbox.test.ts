import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openIndexedDbOutbox } from "../../src/eventlog/indexeddb/indexeddb-outbox.ts";
import { createMemoryOutbox } from "../../src/eventlog/memory/memory-outbox.ts";
import type { Outbox, OutgoingCommand } from "../../src/eventlog/replication/outbox.ts";
import { eventually } from "../eventually.ts";
import { accepted, commandId } from "./attempts.ts";

const NO = { code: "username-taken", message: "Somebody was faster." };

function outgoing(id: string): OutgoingCommand {
  const { events: _, expected: __, ...attempt } = accepted(id, ["a"]);
  return { attempt, intent: { type: "Note", text: id } };
}

function idsIn(outbox: Outbox): string[] {
  return outbox.items().map(({ attempt }) => attempt.command.id);
}

const name = `hindsight-test-${crypto.randomUUID()}`;

describe.each([
  { kind: "in memory", open: async () => createMemoryOutbox() },
  { kind: "in IndexedDB", open: () => openIndexedDbOutbox(name) },
])("an outbox $kind", ({ open }) => {
  let outbox: Outbox;
  beforeEach(async () => {
    outbox = await open();
  });
  afterEach(async () => {
    outbox.close();
    await deleteDB(name);
  });

  it("keeps commands in the order in which they came", async () => {
    await Promise.all(["c", "a", "b"].map((id) => outbox.add(outgoing(id))));
    await outbox.add(outgoing("d"));

    expect(idsIn(outbox)).toEqual(["c", "a", "b", "d"]);
    const numbers = outbox.items().map(({ number }) => number);
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    expect(outbox.items()[0]).toMatchObject(outgoing("c"));
  });

  it("keeps a command once, however often it comes", async () => {
    await Promise.all([outbox.add(outgoing("a")), outbox.add(outgoing("a"))]);
    await outbox.add(outgoing("a"));

    expect(idsIn(outbox)).toEqual(["a"]);
  });

  it("does not take another command under an id that is there", async () => {
    const other = { ...outgoing("a"), attempt: { ...outgoing("a").attempt } };
    const { command } = other.attempt;
    const changed = {
      ...other,
      attempt: { ...other.attempt, command: { ...command, digest: "x" as never } },
    };
    const [, reused, taken] = await Promise.allSettled([
      outbox.add(outgoing("a")),
      outbox.add(changed),
      outbox.add(outgoing("b")),
    ]);
    expect(reused).toMatchObject({ status: "rejected", reason: { code: "command-id-reused" } });
    expect(taken.status).toBe("fulfilled");
    expect(idsIn(outbox)).toEqual(["a", "b"]);
  });

  it("remembers a refusal until it was read", async () => {
    await outbox.add(outgoing("a"));
    await outbox.add(outgoing("b"));
    await outbox.refuseLater(commandId("a"), NO);
    expect(outbox.items()).toMatchObject([{ refusedLater: NO }, { intent: { text: "b" } }]);

    await outbox.remove([commandId("a"), commandId("unknown")]);
    expect(idsIn(outbox)).toEqual(["b"]);
  });

  it("puts a command in the place of another one, with the same id or a new one, at the end", async () => {
    for (const id of ["a", "b", "c"]) await outbox.add(outgoing(id));
    const numbers: number[] = [];
    outbox.onChange(() => numbers.push(outbox.items().length));

    await outbox.replace(commandId("a"), { ...outgoing("a"), refusal: NO });
    await outbox.replace(commandId("b"), outgoing("d"));

    expect(idsIn(outbox)).toEqual(["c", "a", "d"]);
    expect(outbox.items()[1]).toMatchObject({ refusal: NO });
    expect(numbers).toEqual([3, 3]);
  });

  it("tells of every change", async () => {
    let told = 0;
    const stop = outbox.onChange(() => {
      told += 1;
    });
    await outbox.add(outgoing("a"));
    await outbox.refuseLater(commandId("a"), NO);
    await outbox.remove([commandId("a")]);
    stop();
    await outbox.add(outgoing("b"));

    expect(told).toBe(3);
  });
});

describe("an outbox in IndexedDB", () => {
  afterEach(() => deleteDB(name));

  it("is there again when the page is opened the next time", async () => {
    const before = await openIndexedDbOutbox(name);
    await before.add(outgoing("a"));
    await before.add(outgoing("b"));
    await before.refuseLater(commandId("b"), NO);
    const left = before.items();
    before.close();

    const after = await openIndexedDbOutbox(name);
    expect(after.items()).toEqual(left);
    after.close();
  });

  it("is one outbox for all tabs", async () => {
    const [one, other] = [await openIndexedDbOutbox(name), await openIndexedDbOutbox(name)];
    await Promise.all([one.add(outgoing("a")), other.add(outgoing("a")), other.add(outgoing("b"))]);
    await one.refuseLater(commandId("b"), NO);

    await eventually(() => {
      expect(one.items()).toEqual(other.items());
      expect(one.items()).toHaveLength(2);
      expect(other.items()[1]).toMatchObject({ refusedLater: NO });
    });
    one.close();
    other.close();
  });

  it("says what is wrong when its storage is gone, and keeps what it had", async () => {
    const outbox = await openIndexedDbOutbox(name);
    await outbox.add(outgoing("a"));
    await deleteDB(name);

    const added = await Promise.allSettled(["b", "c"].map((id) => outbox.add(outgoing(id))));

    const closed = { status: "rejected", reason: { code: "storage", problem: "closed" } };
    expect(added).toMatchObject([closed, closed]);
    expect(idsIn(outbox)).toEqual(["a"]);
    outbox.close();
  });
});
