import "fake-indexeddb/auto";
import { deleteDB } from "idb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exportLog } from "../../src/application/files/export-log.ts";
import { importLog } from "../../src/application/files/import-log.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { StorageError } from "../../src/eventlog/errors.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";
import { createOutside, NOW, openSession } from "../application/open-session.ts";

/** Two databases in memory, of clients and of orders, that live in one ordered log. */
describe("two databases, one log", () => {
  let name: string;
  let logs: EventLog[];
  beforeEach(() => {
    name = `hindsight-test-${crypto.randomUUID()}`;
    logs = [];
  });
  afterEach(async () => {
    for (const log of logs) log.close();
    await deleteDB(name);
  });

  const start = async (): Promise<BookSession> => {
    const log = await openIndexedDbLog({ name, now: () => NOW });
    logs.push(log);
    return openSession(log);
  };
  const createUser = ({ bus }: BookSession, username: string, password: string) =>
    bus.dispatch({ type: "RegisterClient", username, password });
  const createOrder = (
    { bus }: BookSession,
    client: string,
    productCode: string,
    quantity: number,
  ) =>
    bus.dispatch({ type: "PlaceOrder", client, lines: [{ productCode, quantity, unitPrice: 0 }] });
  const contentOf = ({ history }: BookSession) => {
    const at = history.head().position;
    return { clients: history.clients.rows(at), orders: history.orders.rows(at) };
  };

  it("refuses a taken name, writes only what was accepted, and a restart restores both", async () => {
    const app = await start();
    expect(await createUser(app, "ada", "secret")).toMatchObject({ accepted: true });
    expect(await createUser(app, "ada", "other")).toMatchObject({
      accepted: false,
      rejection: { code: "username-taken" },
    });
    expect(await createOrder(app, "ada", "green tea", 3)).toMatchObject({ accepted: true });
    expect((await app.log.read()).map(({ type }) => type)).toEqual([
      "BookOpened",
      "ClientRegistered",
      "UsernameReserved",
      "OrderPlaced",
    ]);

    app.log.close();
    const restarted = await start();

    expect(contentOf(restarted)).toEqual(contentOf(app));
    expect(contentOf(restarted)).toMatchObject({
      clients: [{ username: "ada" }],
      orders: [{ lines: [{ productCode: "green tea", quantity: 3 }] }],
    });
  });

  it("tests each database without a log: a history is fed events and asked", async () => {
    const source = await start();
    await createUser(source, "ada", "secret");
    const alone = createHistory();
    alone.add(await source.log.read());
    expect(alone.clients.rows(alone.head().position)).toMatchObject([{ username: "ada" }]);
  });

  it("needs no circle to start: the log knows neither, a session joins them", async () => {
    const log = await openIndexedDbLog({ name, now: () => NOW });
    logs.push(log);
    // The log stands before anybody consumes it, and a consumer comes when it likes.
    expect((await log.head()).position).toBe(0);
    expect((await openSession(log)).history.head().position).toBe(0);
  });

  it("loses no event to a writer that dies: nothing is shown that is not written", async () => {
    const log = await openIndexedDbLog({ name, now: () => NOW });
    logs.push(log);
    const dying: EventLog = { ...log, append: () => Promise.reject(new StorageError("dead")) };
    const app = await openSession(dying);
    await expect(createUser(app, "ada", "secret")).rejects.toThrow("dead");
    expect(contentOf(app).clients).toEqual([]);
    expect((await start()).history.head().position).toBe(0);
  });

  it("keeps no password, nor a hash of one", async () => {
    const app = await start();
    await createUser(app, "ada", "correct-horse");
    const everything = JSON.stringify([await app.log.read(), await app.log.journal()]);
    expect(everything).not.toContain("correct-horse");
    expect(everything).not.toContain("argon2id");
  });

  it("lets one of two writers have a name that both take at once", async () => {
    const [one, other] = [await start(), await start()];
    const answers = await Promise.all([createUser(one, "ada", "1"), createUser(other, "Ada", "2")]);
    expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.accepted)).toMatchObject([
      { rejection: { code: "username-taken" } },
    ]);
  });

  it("breaks on no blank or quote in a name and no line end in a code, as a file too", async () => {
    const app = await start();
    const hostile = 'Ada "the\u00a0first"  of Lovelace';
    await createUser(app, hostile, "x");
    await createOrder(app, hostile, "green\ntea 3", 1);
    const copy = await openSession();
    await importLog(copy, (await exportLog(app)).file, createOutside());
    expect(contentOf(copy)).toEqual(contentOf(app));
    expect(contentOf(copy).clients[0]?.username).toBe(hostile);
  });
});
