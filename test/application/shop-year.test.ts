import { expect, test } from "vitest";
import type { BookSession } from "../../src/application/session/book-session.ts";
import { createTableImport } from "../../src/application/tables/table-import.ts";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import { positionOfTime } from "../../src/read-model/temporal/position-of-time.ts";
import { eventually } from "../eventually.ts";
import { openSession } from "./open-session.ts";

const CLIENTS = 300;
const ORDERS = 5_000;
const HOME = { decimal: ".", dates: "dmy", areDiscountsFractions: false, currency: "EUR" } as const;

/** What each client ordered until the end of each month, in minor units. */
type Totals = Map<string, number>[];

/** A year of a shop as its system writes it, the newest row first, and what it comes to. */
function shopYear(): { readonly text: string; readonly totals: Totals } {
  const sums = Array.from({ length: 12 }, () => new Map<string, number>());
  const rows: string[] = [];
  let seed = 7;
  const random = (most: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  for (let order = 0; order < ORDERS; order += 1) {
    const at = new Date(2025, 0, 1, 0, Math.floor((order * 365 * 24 * 60) / ORDERS));
    const date = `${at.getMonth() + 1}/${at.getDate()}/${at.getFullYear()} ${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`;
    const client = String(10_000 + random(CLIENTS));
    const isCancelled = random(12) === 0;
    for (let line = 0; line <= random(3); line += 1) {
      const [quantity, price] = [1 + random(9), 50 + random(5_000)];
      // One line in twenty came back; a cancelled invoice has nothing else.
      const sign = isCancelled || random(20) === 0 ? -1 : 1;
      if (sign > 0) {
        for (const month of sums.slice(at.getMonth())) {
          month.set(client, (month.get(client) ?? 0) + quantity * price);
        }
      }
      const number = `${isCancelled ? "C" : ""}${536_365 + order}`;
      rows.push(
        `${number},P${random(400)},${sign * quantity},${date},${(price / 100).toFixed(2)},${client}.0,United Kingdom`,
      );
    }
  }
  const titles = "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
  return { text: [titles, ...rows.toReversed()].join("\r\n"), totals: sums };
}

/** What each client has ordered in the book up to a moment. */
function totalsUntil({ history }: BookSession, time: EpochMs): Map<string, number> {
  const at = positionOfTime(history, time);
  const sums = new Map<string, number>();
  for (const { clientId, total } of history.orders.rows(at)) {
    const { username = "" } = history.clients.row(clientId, at) ?? {};
    sums.set(username, (sums.get(username) ?? 0) + total);
  }
  return sums;
}

test("a year of a shop comes in at once, and each month's end is as it was", async () => {
  // Given the export of a year, the newest first, and an empty book
  const { text, totals } = shopYear();
  const session = await openSession();
  const table = createTableImport(session, new File([text], "year.csv"), HOME);
  await eventually(() => expect(table.state.getState().opened.kind).toBe("open"));

  // When it is checked and added, without any choice by hand
  await table.check();
  const { progress } = table.state.getState();
  expect(progress).toMatchObject({ kind: "checked" });
  if (progress.kind !== "checked") return;
  await table.send();

  // Then every sound row is in, and what came back is told, row by row
  const returned = text.split("\r\n").filter((row) => /,-\d+,/.test(row)).length;
  expect(progress.tried.refused).toHaveLength(returned);
  expect(table.state.getState().progress).toMatchObject({ kind: "sent", sent: { refused: [] } });

  // And at the end of each month every client has ordered what the shop's system says
  for (const [month, expected] of totals.entries()) {
    const end = new Date(2025, month + 1, 1).getTime() - 1;
    expect(totalsUntil(session, end as EpochMs)).toEqual(expected);
  }
}, 240_000);
