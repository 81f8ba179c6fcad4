import { describe, expect, it, vi } from "vitest";
import { askToPersist } from "../../src/app/pwa/persistent-storage.ts";
import { openSession } from "./open-session.ts";

async function openOn(storage: { persisted: boolean; answer: boolean }) {
  const session = await openSession();
  const persist = vi.fn(async () => storage.answer);
  await askToPersist(session.store, { persisted: async () => storage.persisted, persist });
  const told = () => session.store.getState().persisted;
  return { session, persist, told };
}

const register = (username: string) => ({ type: "RegisterClient", username });

describe("asking the browser to keep the book", () => {
  it.each([true, false])(
    "happens once, after the first thing worth keeping; answer %s",
    async (answer) => {
      const { session, persist, told } = await openOn({ persisted: false, answer });
      expect(persist).not.toHaveBeenCalled();
      expect(told()).toBe(false);

      await session.bus.dispatch(register("ada"));
      await session.bus.dispatch(register("grace"));

      expect(persist).toHaveBeenCalledOnce();
      expect(told()).toBe(answer);
    },
  );

  it("does not happen when the browser has promised before", async () => {
    const { session, persist, told } = await openOn({ persisted: true, answer: false });
    await session.bus.dispatch(register("ada"));
    expect(persist).not.toHaveBeenCalled();
    expect(told()).toBe(true);
  });

  it("does not happen where the browser cannot be asked", async () => {
    const session = await openSession();
    await askToPersist(session.store, undefined);
    expect(session.store.getState().persisted).toBeUndefined();
  });
});
