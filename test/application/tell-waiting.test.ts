import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CommandBus } from "../../src/application/commands/command-bus.ts";
import type { DispatchResult } from "../../src/application/commands/command-executor.ts";
import { showImport } from "../../src/application/diagnostics/tab-count.ts";
import { createOwnCommands } from "../../src/application/reversal/undo-stack.ts";
import { openSession } from "./open-session.ts";

// As Web Locks have it, as far as they are used here.
function standInLocks() {
  const held = new Set<{ readonly name: string }>();
  const locks = {
    query: async () => ({ held: [...held] }),
    async request(name: string, _: unknown, work: () => Promise<unknown>) {
      const lock = { name };
      held.add(lock);
      return work().finally(() => held.delete(lock));
    },
  };
  vi.stubGlobal("navigator", { locks });
}

interface Deferred<Value> {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
  reject(error: unknown): void;
}

function deferred<Value>(): Deferred<Value> {
  let settle: Omit<Deferred<Value>, "promise"> | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...(settle as Omit<Deferred<Value>, "promise">) };
}

// A page whose command is under way until it is answered.
async function openPage() {
  const session = await openSession();
  const answer = deferred<DispatchResult>();
  const bus: CommandBus = { ...session.bus, dispatch: () => answer.promise };
  const own = createOwnCommands({ ...session, bus });
  return {
    own,
    answer,
    book: session.store.getState().book,
    told: () => session.store.getState().own.told,
  };
}

const DONE: DispatchResult = { accepted: true, positions: [] };

describe("a command that is not written for long", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    standInLocks();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("says that an import of another tab is waited for, and for how long", async () => {
    const { own, answer, book, told } = await openPage();
    const imported = deferred<void>();
    showImport(book.id, () => imported.promise);
    const dispatched = own.dispatch({});
    await vi.advanceTimersByTimeAsync(1_900);
    expect(told()).toBeUndefined();

    await vi.advanceTimersByTimeAsync(200);
    await vi.waitFor(() =>
      expect(told()).toMatchObject({ kind: "waiting", seconds: 2, forImport: true }),
    );
    await vi.advanceTimersByTimeAsync(10_000);
    await vi.waitFor(() =>
      expect(told()).toMatchObject({ kind: "waiting", seconds: 12, forImport: true }),
    );

    imported.resolve();
    await vi.advanceTimersByTimeAsync(5_000);
    await vi.waitFor(() => expect(told()).toMatchObject({ seconds: 17, forImport: false }));
    answer.resolve(DONE);
    await dispatched;
    await vi.waitFor(() => expect(told()?.kind).toBe("done"));
  });

  it.each(["refused", "failed"])("says so no longer once it was %s", async (end) => {
    const { own, answer, told } = await openPage();
    const dispatched = own.dispatch({}).catch(() => {});
    await vi.advanceTimersByTimeAsync(2_100);
    await vi.waitFor(() => expect(told()).toMatchObject({ kind: "waiting", forImport: false }));

    if (end === "failed") answer.reject(new Error("gone"));
    else answer.resolve({ accepted: false, rejection: { code: "busy", message: "" } });
    await dispatched;
    await vi.waitFor(() => expect(told()).toBeUndefined());
  });

  it("says nothing of one that is written soon", async () => {
    const { own, answer, told } = await openPage();
    answer.resolve({ accepted: false, rejection: { code: "busy", message: "" } });
    await own.dispatch({});
    await vi.advanceTimersByTimeAsync(20_000);
    expect(told()).toBeUndefined();
  });
});
