import { expect, it } from "vitest";
import type { CommandInput } from "../../src/domain/command-schema.ts";
import type { CommandId } from "../../src/eventlog/envelope.ts";
import { createOutside, openSession } from "./open-session.ts";

function registration(name: string): CommandInput {
  return { type: "RegisterClient", username: name, commandId: `sample-${name}` as CommandId };
}

it("loads all commands, and loading twice adds nothing", async () => {
  const fetchSample = async () => [registration("a"), registration("b")];
  const { sample, store, log } = await openSession(undefined, { ...createOutside(), fetchSample });
  await sample.load();
  expect(store.getState().sample).toEqual({ kind: "loaded" });
  await sample.load();
  expect((await log.head()).position).toBe(5);
});

it("stops between two commands when it is cancelled", async () => {
  const names = Array.from({ length: 50 }, (_, index) => `client ${index}`);
  const fetchSample = async () => names.map(registration);
  const { sample, store, log } = await openSession(undefined, { ...createOutside(), fetchSample });
  log.onAppend((upTo) => upTo >= 9 && sample.cancel());
  await sample.load();
  expect(store.getState().sample).toEqual({ kind: "cancelled", done: 4, total: 50 });
  expect((await log.head()).position).toBe(9);
});

it("says why it could not go on, and what was done stays", async () => {
  const fetchSample = async () => [registration("a"), registration("A"), registration("b")];
  const { sample, store } = await openSession(undefined, { ...createOutside(), fetchSample });
  await sample.load();
  expect(store.getState().sample).toMatchObject({
    kind: "failed",
    done: 1,
    reason: expect.stringContaining("taken"),
  });
});
