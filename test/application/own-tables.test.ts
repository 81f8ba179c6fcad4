import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carryThrough } from "../../src/application/commands/checkout-step.ts";
import { type FileSteps, writeFile } from "../../src/application/files/chunked-file-writer.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { TableImport } from "../../src/application/store/table-import-state.ts";
import { FIRST_QUERIES } from "../../src/application/store/table-state.ts";
import { createTableImport } from "../../src/application/tables/table-import.ts";
import type { OrderId } from "../../src/domain/ids.ts";
import type { EpochMs, Position } from "../../src/eventlog/envelope.ts";
import { positionOfTime } from "../../src/read-model/temporal/position-of-time.ts";
import { numberedOrder } from "../../src/ui/describe/order-label.ts";
import { bookFile } from "../../src/ui/files/csv/book-csv.ts";
import { movementsFile } from "../../src/ui/files/csv/movements-csv.ts";
import { orderLinesFile } from "../../src/ui/files/csv/order-lines-csv.ts";
import { eventually } from "../eventually.ts";
import { openSession } from "./open-session.ts";

const HOME = { decimal: ".", dates: "dmy", areDiscountsFractions: false, currency: "EUR" } as const;
const YEAR = Date.UTC(2025, 0, 1, 8);
const HOUR = 3_600_000;

/** Something that somebody does in a book: what is done to which client or order by their numbers. */
const deed = fc.record({
  what: fc.constantFrom(
    ...(["client", "change", "order", "lines", "credit", "debit"] as const),
    ...(["pay", "pay", "ship", "cancel", "order", "credit"] as const),
  ),
  whose: fc.nat(7),
  amount: fc.integer({ min: 1, max: 40_000 }),
  lines: fc.array(
    fc.record({
      productCode: fc.constantFrom("TEA", "CUP, blue", '"Pot"', "=SUM(A1)"),
      quantity: fc.integer({ min: 1, max: 9 }),
      unitPrice: fc.nat(9_999),
      discount: fc.constantFrom(0, 250, 10_000),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  text: fc.constantFrom("Ada L.", "Grete Müller", "-1", "a; b", ""),
  isNumbered: fc.boolean(),
  /** Hours since the deed before. */
  hours: fc.integer({ min: 1, max: 200 }),
});

type Deed = typeof deed extends fc.Arbitrary<infer Value> ? Value : never;

const DEEDS = { minLength: 60, maxLength: 120, size: "max" } as const;
/** Clients that each book begins with. */
const CLIENTS = ["client-0", "client-1", "client-2"];

/** Does things in a book, hours apart; what its rules refuse is not done. */
async function live(session: BookSession, deeds: readonly Deed[]): Promise<void> {
  const { bus, history } = session;
  let [time, count] = [YEAR, 0];
  for (const username of CLIENTS) {
    await bus.dispatch({ type: "RegisterClient", username, occurredAt: YEAR });
  }
  for (const { what, whose, amount, lines, text, isNumbered, hours } of deeds) {
    time += hours * HOUR;
    count += 1;
    const [client, occurredAt] = [`client-${whose % 5}`, time];
    const some = history.orders.count(history.head().position);
    const [order] = some ? history.orders.rows(history.head().position, whose % some) : [];
    const orderId = order?.id ?? ("none" as OrderId);
    const told = text ? { name: text, phone: text, address: `${text}\nUtrecht` } : {};
    const reference = isNumbered ? { reference: `R-${count}` } : {};
    const command = {
      client: { type: "RegisterClient", username: client, ...told },
      change: { type: "ChangeClient", client, name: text },
      order: { type: "PlaceOrder", client, lines, currency: "EUR", ...reference },
      lines: { type: "ChangeOrderLines", orderId, lines },
      credit: { type: "CreditWallet", client, amount, currency: "EUR" },
      debit: { type: "DebitWallet", client, amount },
      pay: { type: "PayOrder", orderId },
      ship: { type: "ShipOrder", orderId },
      cancel: { type: "CancelOrder", orderId, ...(text && { reason: text }) },
    }[what];
    await bus.dispatch({ ...command, occurredAt });
    if (what === "pay" || what === "cancel") await carryThrough(session, orderId);
  }
}

/** What people see of a book at a position: nothing that has the ids of a book. */
function seen({ history }: BookSession, at: Position) {
  const clients = history.clients
    .rows(at)
    .map(({ username, name, email, phone, address, registeredAt }) => ({
      ...{ username, name, email, phone, address, registeredAt },
    }));
  const orders = history.orders.rows(at).map((_, place) => {
    const { label, username, order } = numberedOrder(history, place, at) ?? {};
    const { lines, total, currency, status, placedAt, paidAt, closedAt, reason } = order ?? {};
    return {
      ...{ label, username, lines, total, currency, status, placedAt, paidAt, closedAt, reason },
    };
  });
  const wallets = history.wallets.rows(at).map(({ clientId, balance, currency }) => {
    const username = history.clients.row(clientId, at)?.username;
    return { username, balance, currency };
  });
  return { clients, orders, wallets };
}

async function textOf(steps: FileSteps): Promise<string> {
  const file = await writeFile(steps, new AbortController().signal, () => {});
  return (await file?.text()) ?? "";
}

async function checkTable(session: BookSession, text: string): Promise<TableImport> {
  const table = createTableImport(session, new File([text], "own.csv"), HOME);
  await eventually(() =>
    expect(table.state.getState().opened).toMatchObject({ kind: "open", questions: [] }),
  );
  await table.check();
  return table;
}

async function bringIn(session: BookSession, text: string) {
  const table = await checkTable(session, text);
  await table.send();
  return table.state.getState().progress;
}

const wholeBook = ({ history }: BookSession) => textOf(bookFile(history, history.head().position));

describe("a book's own table", () => {
  test("read into an empty book gives the same clients, orders and wallets at each month's end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, DEEDS), async (deeds) => {
        // Given a book in which things happened
        const session = await openSession();
        await live(session, deeds);

        // When its own table is read into an empty book
        const copy = await openSession();
        const progress = await bringIn(copy, await wholeBook(session));

        // Then nothing is refused, and each month's end is as it was
        expect(progress).toMatchObject({
          kind: "sent",
          tried: { refused: [] },
          sent: { refused: [] },
        });
        for (let month = 1; month <= 13; month += 1) {
          const end = (Date.UTC(2025, month, 1) - 1) as EpochMs;
          const [one, other] = [session, copy].map((book) =>
            seen(book, positionOfTime(book.history, end)),
          );
          expect(other).toEqual(one);
        }

        // And read into its own book, or once more, it adds nothing
        for (const book of [session, copy]) {
          const again = await checkTable(book, await wholeBook(session));
          expect(again.state.getState().progress).toMatchObject({
            kind: "checked",
            tried: { accepted: [], changes: [], refused: [] },
          });
        }
      }),
      { numRuns: 40, seed: 1, endOnFailure: true },
    );
  }, 240_000);

  test("is as good where much was entered late", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, DEEDS), async (deeds) => {
        // Given a book in which nothing stands in the order of its dates
        const session = await openSession();
        await live(
          session,
          deeds.map((late) => ({ ...late, hours: late.hours - 100 })),
        );

        // When its own table is read into an empty book
        const copy = await openSession();
        const progress = await bringIn(copy, await wholeBook(session));

        // Then nothing is refused and everything is there with its dates
        expect(progress).toMatchObject({ tried: { refused: [] }, sent: { refused: [] } });
        const [one, other] = [session, copy].map((book) =>
          seen(book, book.history.head().position),
        );
        expect(other).toEqual(one);
      }),
      { numRuns: 20, seed: 3, endOnFailure: true },
    );
  }, 240_000);
});

describe("a book's own table that is read again", () => {
  test("adds nothing after changes by hand, where it came in by tables itself", async () => {
    // Given a book that came in by its own table, with a client and an order that were changed since
    const first = await openSession();
    const { bus } = first;
    const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 450 }];
    const orderId = "o-1";
    await bus.dispatch({ type: "RegisterClient", username: "ada", phone: "1", occurredAt: YEAR });
    await bus.dispatch({ type: "PlaceOrder", orderId, client: "ada", lines, occurredAt: YEAR + 1 });
    const session = await openSession();
    await bringIn(session, await wholeBook(first));
    for (const [hours, phone] of [
      [1, "2"],
      [2, "3"],
    ] as const) {
      const occurredAt = YEAR + hours * HOUR;
      await session.bus.dispatch({ type: "ChangeClient", client: "ada", phone, occurredAt });
      const changed = [{ ...lines[0], quantity: hours + 1 }];
      const change = { type: "ChangeOrderLines", orderId, lines: changed, occurredAt };
      await session.bus.dispatch(change);
    }

    // When its own table is read into it
    const table = await checkTable(session, await wholeBook(session));

    // Then nothing is added
    expect(table.state.getState().progress).toMatchObject({
      kind: "checked",
      tried: { accepted: [], changes: [], refused: [] },
    });
  });

  test("keeps names and numbers as they are, and two changes of one moment apart", async () => {
    // Given a client and an order whose name and number look like decimals
    const session = await openSession();
    const { bus } = session;
    const line = { productCode: "TEA", quantity: 1, unitPrice: 450 };
    const order = { type: "PlaceOrder", client: "17850.0", reference: "2024.0", lines: [line] };
    await bus.dispatch({ type: "RegisterClient", username: "17850.0", occurredAt: YEAR });
    await bus.dispatch({ ...order, orderId: "o-1", occurredAt: YEAR });
    const phone = { type: "ChangeClient", client: "17850.0", phone: "7", occurredAt: YEAR };
    await bus.dispatch(phone);
    for (const quantity of [2, 3]) {
      const lines = [{ ...line, quantity }];
      await bus.dispatch({ type: "ChangeOrderLines", orderId: "o-1", lines, occurredAt: YEAR });
    }

    // When its own table is read into an empty book
    const copy = await openSession();
    const progress = await bringIn(copy, await wholeBook(session));

    // Then it is the same
    expect(progress).toMatchObject({ tried: { refused: [] }, sent: { refused: [] } });
    const [one, other] = [session, copy].map((book) => seen(book, book.history.head().position));
    expect(other).toEqual(one);
  });

  test("tells of each step of an order that is refused", async () => {
    // Given a table in which the only line of an order has no price
    const session = await openSession();
    await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
    const text = `hindsight record,hindsight event,date,username,hindsight order,order number,product code,quantity,unit price,currency
order,4,2025-03-01T09:00:00Z,ada,o-1,7,TEA,1,none,EUR
order shipped,5,2025-03-02T09:00:00Z,ada,o-1,7,,,,`;

    // When it is checked
    const table = await checkTable(session, text);

    // Then both rows are refused
    expect(table.state.getState().progress).toMatchObject({
      tried: {
        accepted: [],
        refused: [{ row: 2 }, { row: 3, reason: expect.stringContaining("order 7") }],
      },
    });
  });
});

describe("movements and lines of orders", () => {
  test("read into an empty book, in this order, give the same orders and wallets", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, DEEDS), async (all) => {
        // Given a book in which no order was changed and no money was taken out by hand
        const session = await openSession();
        const deeds = all.filter(({ what }) => !["lines", "change", "debit"].includes(what));
        await live(session, deeds);
        const { history } = session;
        const at = history.head().position;
        const movements = await textOf(movementsFile(history, FIRST_QUERIES.wallets, at));
        const lines = await textOf(orderLinesFile(history, FIRST_QUERIES.orders, at));

        // When its clients are there, and movements and orders are read into an empty book
        const copy = await openSession();
        for (const { username, registeredAt } of history.clients.rows(at)) {
          const occurredAt = registeredAt;
          await copy.bus.dispatch({ type: "RegisterClient", username, occurredAt });
        }
        if (movements.trim().includes("\n")) await bringIn(copy, movements);
        if (lines.trim().includes("\n")) await bringIn(copy, lines);

        // Then orders and wallets are the same but for reasons, which lines do not tell
        const sorted = (book: BookSession) => {
          const { orders, wallets } = seen(book, book.history.head().position);
          return {
            orders: orders
              .map(({ reason: _, ...order }) => order)
              .toSorted((one, other) => (one.label ?? "").localeCompare(other.label ?? "")),
            wallets: wallets.toSorted((one, other) =>
              (one.username ?? "").localeCompare(other.username ?? ""),
            ),
          };
        };
        expect(sorted(copy)).toEqual(sorted(session));

        // And read into either, they add nothing
        for (const book of [session, copy]) {
          for (const text of [movements, lines]) {
            if (!text.trim().includes("\n")) continue;
            const again = await checkTable(book, text);
            expect(again.state.getState().progress).toMatchObject({
              kind: "checked",
              tried: { accepted: [], changes: [] },
            });
          }
        }
      }),
      { numRuns: 40, seed: 2, endOnFailure: true },
    );
  }, 240_000);

  test("an order whose wallet holds too little stays open, and is told so with its date", async () => {
    // Given an empty book, and lines of an order that was paid from a wallet
    const session = await openSession();
    const lines = `order number,client,date,product code,quantity,unit price,paid by wallet,shipped date
7,ada,2025-03-01,TEA,1,4.50,2025-03-02,2025-03-03`;

    // When they are read
    const progress = await bringIn(session, lines);

    // Then the order is there as shipped, and the row tells why it is not paid
    const { orders, wallets } = seen(session, session.history.head().position);
    expect(orders).toMatchObject([{ label: "7", status: "shipped", paidAt: undefined }]);
    expect(wallets).toEqual([]);
    expect(progress).toMatchObject({
      tried: {
        refused: [
          {
            row: 2,
            column: "paid by wallet",
            reason: expect.stringContaining("Order 7 was paid from a wallet"),
          },
        ],
      },
    });
  });

  test("a step dated before its order is taken right after it", async () => {
    // Given lines that say that an order was shipped the day before
    const session = await openSession();
    const lines = `order number,client,date,product code,quantity,unit price,shipped date
7,ada,2025-03-02,TEA,1,4.50,2025-03-01`;

    // When they are read
    const progress = await bringIn(session, lines);

    // Then both are there as the table dates them
    expect(progress).toMatchObject({ kind: "sent", tried: { refused: [] }, sent: { refused: [] } });
    const [order] = seen(session, session.history.head().position).orders;
    expect(order).toMatchObject({ status: "shipped" });
    expect(order?.closedAt).toBeLessThan(order?.placedAt ?? 0);
  });

  test("movements of orders are left out and told, since they come with their orders", async () => {
    // Given movements of which one paid an order
    const session = await openSession();
    await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
    const movements = `client,date,amount,currency,order paid by wallet
ada,2025-03-01,10.00,EUR,
ada,2025-03-02,-4.50,EUR,7`;

    // When they are read
    const progress = await bringIn(session, movements);

    // Then what was credited is there, and the other row says why it is not
    expect(seen(session, session.history.head().position).wallets).toEqual([
      { username: "ada", balance: 1_000, currency: "EUR" },
    ]);
    expect(progress).toMatchObject({
      tried: { refused: [{ row: 3, reason: expect.stringContaining("order 7") }] },
    });
  });
});
