import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import {
  type FileSteps,
  type Written,
  writeFile,
} from "../../src/application/files/chunked-file-writer.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { FIRST_QUERIES } from "../../src/application/store/table-state.ts";
import { createTableImport } from "../../src/application/tables/table-import.ts";
import type { ClientId, OrderId } from "../../src/domain/ids.ts";
import type { Position } from "../../src/eventlog/envelope.ts";
import { withoutGuards } from "../../src/formats/csv/cells/formula-guard.ts";
import type { CellForms } from "../../src/formats/csv/detection/detect-formats.ts";
import { clientsFile } from "../../src/ui/files/csv/clients-csv.ts";
import { clientFeedFile, eventsFile } from "../../src/ui/files/csv/events-csv.ts";
import { attemptsFile } from "../../src/ui/files/csv/journal-csv.ts";
import { linesOfOrderFile, orderLinesFile } from "../../src/ui/files/csv/order-lines-csv.ts";
import { clientOrdersFile, ordersFile } from "../../src/ui/files/csv/orders-csv.ts";
import { walletsFile } from "../../src/ui/files/csv/wallets-csv.ts";
import { openSession } from "../application/open-session.ts";
import { eventually } from "../eventually.ts";
import { HOSTILE_STRINGS } from "../fixtures/hostile-strings.ts";

const TEA = { productCode: "TEA", quantity: 2, unitPrice: 450 };
const CUP = { productCode: "CUP", quantity: 3, unitPrice: 199, discount: 500 };
const ADA = "c-ada" as ClientId;
const DAY = Date.parse("2026-05-01T08:00:00Z");

// Events: 1 book, 2–3 ada, 4 o-1, 5–6 wallet, 7–9 bob, 10 o-2, 11 shipped, 12 o-3, 13 a wallet of yen, 14.
async function fill({ bus }: BookSession): Promise<void> {
  const commands = [
    { type: "RegisterClient", username: "ada", name: "Ada L.", clientId: ADA, password: "secret" },
    { type: "PlaceOrder", orderId: "o-1", client: "ada", lines: [TEA, CUP], reference: "2026/7" },
    { type: "CreditWallet", client: "ada", amount: 123_456 },
    {
      ...{ type: "RegisterClient", username: "bob", clientId: "c-bob", phone: "+49 30 1" },
      address: "12 St James’s Square\n=1+1, London\nUnited Kingdom",
    },
    { type: "PlaceOrder", orderId: "o-2", client: "bob", lines: [TEA] },
    { type: "ShipOrder", orderId: "o-1" },
    { type: "PlaceOrder", orderId: "o-3", client: "ada", lines: [{ ...TEA, quantity: 9 }] },
    { type: "CreditWallet", client: "bob", amount: 5_000, currency: "JPY" },
    { type: "ShipOrder", orderId: "o-1" },
  ];
  for (const [index, command] of commands.entries()) {
    await bus.dispatch({ ...command, occurredAt: DAY + index * 60_000 });
  }
}

async function openBook() {
  const session = await openSession();
  await fill(session);
  return { ...session, head: session.history.head().position };
}

async function rowsOf(steps: FileSteps): Promise<Record<string, string>[]> {
  const file = await writeFile(steps, new AbortController().signal, () => {});
  const { data } = Papa.parse<Record<string, string>>((await file?.text()) ?? "", {
    header: true,
    skipEmptyLines: true,
    transformHeader: (head) => head.replace("\ufeff", ""),
  });
  return data;
}

describe("a table as a file", () => {
  it("tells orders a row each: whole units beside their currency, times in UTC", async () => {
    const { history, head } = await openBook();
    expect(await rowsOf(ordersFile(history, { sort: "oldest" }, head))).toEqual([
      {
        "order number": "2026/7",
        client: "ada",
        "client name": "Ada L.",
        date: "2026-05-01T08:01:00.000Z",
        lines: "2",
        total: "14.67",
        currency: "EUR",
        status: "shipped",
      },
      expect.objectContaining({ "order number": "2", client: "bob", "client name": "bob" }),
      expect.objectContaining({ "order number": "3", client: "ada", total: "40.50" }),
    ]);
  });

  it("is as of the cursor, under the filter and in the order of the screen", async () => {
    const { history, head } = await openBook();
    const numbers = async (query: Parameters<typeof ordersFile>[1], at: number) =>
      (await rowsOf(ordersFile(history, query, at as Position))).map((row) => row["order number"]);
    expect(await numbers({ sort: "newest" }, 10)).toEqual(["2", "2026/7"]);
    expect(await numbers({ sort: "largest" }, head)).toEqual(["3", "2026/7", "2"]);
    expect(await numbers({ sort: "newest", status: "placed" }, head)).toEqual(["3", "2"]);
    expect(await numbers({ sort: "newest", text: "cup" }, head)).toEqual(["2026/7"]);
    expect(await numbers({ sort: "smallest", text: "ada" }, 10)).toEqual(["2026/7"]);
  });

  it("tells orders with their lines, a row a line, as a form would take them", async () => {
    const { history, head } = await openBook();
    const rows = await rowsOf(orderLinesFile(history, { sort: "oldest" }, head));
    expect(rows).toHaveLength(4);
    expect(rows[1]).toEqual({
      "order number": "2026/7",
      client: "ada",
      date: "2026-05-01T08:01:00.000Z",
      status: "shipped",
      "product code": "CUP",
      quantity: "3",
      "unit price": "1.99",
      "discount %": "5.00",
      "line total": "5.67",
      currency: "EUR",
      "paid by wallet": "",
      "shipped date": "2026-05-01T08:05:00.000Z",
      "cancelled date": "",
    });
    const ofOne = await rowsOf(linesOfOrderFile(history, "o-1" as OrderId, head));
    expect(ofOne).toEqual(rows.slice(0, 2));
    expect(await rowsOf(linesOfOrderFile(history, "o-1" as OrderId, 3 as Position))).toEqual([]);
  });

  it("tells wallets with as many digits as their currency has", async () => {
    const { history, head } = await openBook();
    const byBalance = { sort: { by: "balance", descending: true } } as const;
    const rows = await rowsOf(walletsFile(history, byBalance, head));
    expect(rows.map(({ client, balance, currency }) => [client, balance, currency])).toEqual([
      ["ada", "1234.56", "EUR"],
      ["bob", "5000", "JPY"],
    ]);
    expect(await rowsOf(walletsFile(history, byBalance, 5 as Position))).toMatchObject([
      { client: "ada", balance: "0.00", transactions: "0" },
    ]);
  });

  it("tells clients whatever they are called, and nothing that a spreadsheet would run", async () => {
    const { history, bus } = await openSession();
    const names = Object.values(HOSTILE_STRINGS).filter((name) => name.trim() !== "");
    for (const [index, name] of names.entries()) {
      await bus.dispatch({ type: "RegisterClient", username: `client ${index}`, name });
    }
    const { position } = history.head();
    const query = { text: "", sort: { by: "since", descending: false } } as const;
    const rows = await rowsOf(clientsFile(history, query, position));
    const recorded = history.clients.rows(position).map(({ name = "" }) => name);
    expect(rows.map(({ name = "" }) => withoutGuards(name))).toEqual(recorded);
    expect(rows.filter(({ name = "" }) => /^[=+\-@\t\r]/.test(name))).toEqual([]);
  });

  it("tells events, the newest first, and no secret that stands in them", async () => {
    const { history, head } = await openBook();
    const file = await writeFile(eventsFile(history, head), new AbortController().signal, () => {});
    const text = (await file?.text()) ?? "";
    expect(text).not.toMatch(/argon2|abababab/);
    const rows = await rowsOf(eventsFile(history, 4 as Position));
    expect(rows.map(({ event, type }) => `${event} ${type}`)).toEqual([
      "4 OrderPlaced",
      "3 UsernameReserved",
      "2 ClientRegistered",
      "1 BookOpened",
    ]);
    expect(rows[0]).toMatchObject({ stream: "order-o-1", version: "1" });
  });

  it("tells what one client ordered, and all that happened to it", async () => {
    const { history, head } = await openBook();
    const orders = await rowsOf(clientOrdersFile(history, ADA, head));
    expect(orders.map((row) => row["order number"])).toEqual(["3", "2026/7"]);
    const feed = await rowsOf(clientFeedFile(history, ADA, head));
    expect(feed.map(({ type }) => type)).toEqual([
      ...["OrderPlaced", "OrderShipped", "WalletCredited", "WalletOpened"],
      ...["OrderPlaced", "ClientRegistered"],
    ]);
  });

  it("tells attempts with the rule that refused them, and nothing that was typed", async () => {
    const { log, history, head } = await openBook();
    const rows = await rowsOf(attemptsFile(log, history, FIRST_QUERIES.attempts, head));
    expect(rows).toHaveLength(9);
    expect(rows[0]).toMatchObject({ command: "ShipOrder", rule: "order-not-open", client: "ada" });
    const refused = await rowsOf(attemptsFile(log, history, { outcome: "refused" }, head));
    expect(refused).toEqual(rows.slice(0, 1));
  });

  it("holds every row of a long table, and is none when it is broken off", async () => {
    const { history, bus } = await openSession();
    for (let index = 0; index < 300; index += 1) {
      await bus.dispatch({ type: "RegisterClient", username: `client ${index}` });
    }
    const { position } = history.head();
    const query = { text: "", sort: { by: "username", descending: false } } as const;
    const rows = await rowsOf(clientsFile(history, query, position));
    expect(new Set(rows.map(({ username }) => username)).size).toBe(300);

    const controller = new AbortController();
    const endless = (function* (): Generator<Written, Blob> {
      for (let done = 0; ; done += 1) {
        if (done === 1_000) controller.abort();
        yield { done, total: 0 };
      }
    })();
    expect(await writeFile(endless, controller.signal, () => {})).toBeUndefined();
  });
});

describe("a table that was saved and is imported elsewhere", () => {
  const home: CellForms = {
    ...{ decimal: ",", dates: "dmy", areDiscountsFractions: false, currency: "CHF" },
  };

  const { signal } = new AbortController();

  /** What an import makes of a file without being told anything. */
  async function bringIn(session: BookSession, steps: FileSteps): Promise<void> {
    const file = await writeFile(steps, signal, () => {});
    const named = new File([(await file?.text()) ?? ""], "own.csv");
    const table = createTableImport(session, named, home);
    await eventually(() => expect(table.state.getState().opened.kind).toBe("open"));
    await table.check();
    await table.send();
    expect(table.state.getState().progress).toMatchObject({
      ...{ kind: "sent", tried: { refused: [] }, sent: { refused: [] } },
    });
  }

  it("gives the same clients, orders and balances", async () => {
    const { history, head } = await openBook();
    const since = { by: "since", descending: false } as const;
    const copy = await openSession();
    for (const steps of [
      clientsFile(history, { text: "", sort: since }, head),
      orderLinesFile(history, { sort: "oldest" }, head),
      walletsFile(history, { sort: since }, head),
    ]) {
      await bringIn(copy, steps);
    }
    const told = (book: Pick<BookSession, "history">) => {
      const { clients, orders, wallets } = book.history;
      const at = book.history.head().position;
      const nameOf = (id: ClientId) => clients.row(id, at)?.username;
      return {
        clients: clients.rows(at).map(({ id: _, version: __, ...row }) => row),
        orders: orders.rows(at).map(({ clientId, status, lines, total, currency, ...row }) => ({
          ...{ client: nameOf(clientId), status, lines, total, currency },
          ...{ placedAt: row.placedAt, closedAt: row.closedAt },
        })),
        wallets: wallets.rows(at).map(({ clientId, balance, currency }) => ({
          ...{ client: nameOf(clientId), balance, currency },
        })),
      };
    };
    expect(told(copy)).toEqual(told({ history }));
  });

  it("adds nothing to its own book", async () => {
    // Given a book, and its clients, lines and wallets as files
    const session = await openBook();
    const { history, head } = session;
    const since = { by: "since", descending: false } as const;
    for (const steps of [
      clientsFile(history, { text: "", sort: since }, head),
      orderLinesFile(history, { sort: "oldest" }, head),
      walletsFile(history, { sort: since }, head),
    ]) {
      const file = new File([(await writeFile(steps, signal, () => {})) as Blob], "own.csv");
      // When each is imported there
      const table = createTableImport(session, file, home);
      await eventually(() => expect(table.state.getState().opened.kind).toBe("open"));
      await table.check();
      // Then all of it is there already
      const { progress } = table.state.getState();
      expect(progress).toMatchObject({
        kind: "checked",
        tried: { accepted: [], refused: [], changes: [] },
      });
    }
  });
});
