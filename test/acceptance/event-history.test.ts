import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { describe, expect, it } from "vitest";
import type { Position } from "../../src/eventlog/envelope.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { clients } from "../../src/read-model/projections/clients.ts";
import { NOW, openSession } from "../application/open-session.ts";
import { createIndexedDbSaboteur } from "../eventlog/indexeddb-saboteur.ts";

const NAME = "hindsight-event-history-test";

/** An entity and its history, saved in one transaction, whatever store stands behind. */
describe.each<{ where: string; open: () => Promise<EventLog> }>([
  { where: "memory", open: async () => createMemoryLog({ now: () => NOW }) },
  { where: "IndexedDB", open: () => openIndexedDbLog({ name: NAME, now: () => NOW }) },
])("event-history over $where", ({ open }) => {
  const openEntity = async () => {
    const log = await open();
    const session = await openSession(log);
    await session.bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "k" });
    const row = (at = session.history.head().position) => session.history.clients.row("k", at);
    const update = (change: object) =>
      session.bus.dispatch({ type: "ChangeClient", client: "k", ...change });
    const leave = async () => {
      log.close();
      await deleteDB(NAME);
    };
    return { session, row, update, leave };
  };

  it("saves and updates a versioned, time-stamped entity together with its history", async () => {
    const { session, row, update, leave } = await openEntity();
    expect(row()).toMatchObject({ version: 1, username: "ada", registeredAt: NOW });
    await update({ name: "Ada", expectedVersion: 1 });
    await update({ name: "Ada Lovelace", phone: "1", expectedVersion: 2 });
    expect(row()).toMatchObject({ version: 3, name: "Ada Lovelace", phone: "1" });

    const history = session.history.clients.changes("k", session.history.head().position);
    expect(history.map(({ version, occurredAt }) => [version, occurredAt])).toEqual([
      [1, NOW],
      [2, NOW],
      [3, NOW],
    ]);
    await leave();
  });

  it("checks the version that the writer saw", async () => {
    const { row, update, leave } = await openEntity();
    await update({ name: "Ada" });
    expect(await update({ name: "Eve", expectedVersion: 1 })).toMatchObject({
      accepted: false,
      rejection: { code: "version-conflict" },
    });
    expect(row()).toMatchObject({ version: 2, name: "Ada" });
    await leave();
  });

  it("finds the way back from history to state, at any version", async () => {
    const { session, row, update, leave } = await openEntity();
    await update({ name: "Ada" });
    await update({ name: "Ada Lovelace" });
    const changes = session.history.clients.changes("k", session.history.head().position);
    const states = changes.map((_, count) =>
      changes.slice(0, count + 1).reduce<ReturnType<typeof row>>(clients.evolve, undefined),
    );
    expect(states.map((state) => state?.name)).toEqual([undefined, "Ada", "Ada Lovelace"]);
    for (const [index, { position }] of changes.entries()) {
      expect(row(position)).toEqual(states[index]);
    }
    expect(row(0 as Position)).toBeUndefined();
    await leave();
  });
});

it("event-history writes state and history together or not at all", async () => {
  const log = await openIndexedDbLog({ name: NAME, now: () => NOW });
  const session = await openSession(log);
  await session.bus.dispatch({ type: "RegisterClient", username: "ada", clientId: "k" });
  const saboteur = createIndexedDbSaboteur();
  saboteur.arm(1);
  const change = { type: "ChangeClient", client: "k", name: "Ada" };
  await expect(session.bus.dispatch(change)).rejects.toThrow("broke off");
  saboteur.disarm();

  const { clients: rows } = (await openSession(log)).history;
  expect(rows.rows(9 as Position)).toMatchObject([{ version: 1 }]);
  expect(await log.versionOf("client-k" as never)).toBe(1);
  log.close();
  await deleteDB(NAME);
});
