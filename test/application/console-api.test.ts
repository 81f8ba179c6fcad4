import { describe, expect, it } from "vitest";
import { createConsoleApi } from "../../src/application/diagnostics/console-api.ts";
import { ValidationError } from "../../src/eventlog/errors.ts";
import { createMemoryCheckpoints } from "../../src/eventlog/memory/memory-checkpoints.ts";
import { openSession, orderOf } from "./open-session.ts";

async function openApi() {
  const session = await openSession();
  return createConsoleApi(session, {
    ready: Promise.resolve(),
    show: (change) => change(),
    importLog: () => Promise.reject(new Error("not in this story")),
    verify: () => session.log.verify(),
    pummel: () => Promise.reject(new Error("not in this story")),
    openCheckpoints: async () => createMemoryCheckpoints(),
  });
}

describe("the console API", () => {
  it("tells views as plain JSON, at the cursor or at any position", async () => {
    const api = await openApi();
    await api.dispatch({ type: "RegisterClient", username: "ada", name: "Ada Lovelace" });
    await api.dispatch(orderOf("ada", "TEA", 3));
    expect(api.head()).toBe(4);
    expect(api.cursor()).toBe("live");
    expect(await api.view("orders")).toMatchObject([
      { status: "placed", total: 1_350, currency: "EUR", version: 1 },
    ]);
    expect(await api.view("orders", 3)).toEqual([]);
    await api.goTo(2);
    expect(api.cursor()).toBe(2);
    expect(await api.view("orders")).toEqual([]);
    expect(await api.view("clients")).toMatchObject([
      { username: "ada", name: "Ada Lovelace", version: 1 },
    ]);
    await api.goTo("live");
    expect(api.cursor()).toBe("live");
  });

  it("verifies the log and reads any part of it", async () => {
    const api = await openApi();
    await api.dispatch({ type: "RegisterClient", username: "ada" });
    const [opened, ...rest] = await api.readAll({ from: 1, to: 2 });
    expect(opened).toMatchObject({ position: 1, type: "BookOpened", stream: "book", version: 1 });
    expect(rest).toHaveLength(1);
    const [last] = await api.readAll({ from: 3 });
    expect(await api.verify()).toEqual({ ok: true, events: 3, fingerprint: last?.hash });
  });

  it.each([-1, 1.5, Number.NaN])("refuses %s as a position", async (position) => {
    const api = await openApi();
    await expect(api.goTo(position)).rejects.toThrow(ValidationError);
    await expect(api.view("clients", position)).rejects.toThrow(ValidationError);
  });

  it("says which views there are", async () => {
    const api = await openApi();
    await expect(api.view("planets" as "clients")).rejects.toThrow(
      "There are: clients, orders, wallets, checkouts.",
    );
  });

  it("makes views of one's own, which go on with the log", async () => {
    const api = await openApi();
    await api.dispatch({ type: "RegisterClient", username: "ada" });
    const sold = await api.materialize(
      { types: ["OrderPlaced"] },
      {
        name: "orders a client",
        version: 1,
        initialState: 0,
        evolve: (count: number) => count + 1,
      },
    );
    expect(sold.state()).toBe(0);
    await api.dispatch(orderOf("ada"));
    await sold.catchUp();
    expect(sold.state()).toBe(1);
  });
});
