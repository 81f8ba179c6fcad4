import type { Position } from "../../src/eventlog/envelope.ts";
import type { History } from "../../src/read-model/read-model.ts";
import type { OrderQuery } from "../../src/read-model/search/order-search.ts";

const ROWS = 25;
const LARGEST_SHIPPED: OrderQuery = { status: "shipped", sort: "largest" };

/** Milliseconds of each of so many leaps to random moments: what a screen shows there, its rows, counts and sums. */
export function seekTurns(history: History, turns: number): number[] {
  return leap(history, turns, (at) => showNewest(history, at));
}

/** The same with the orders filtered by status and sorted by total. */
export function filteredSeekTurns(history: History, turns: number): number[] {
  return leap(history, turns, (at) => showLargest(history, at));
}

function leap(history: History, turns: number, show: (at: Position) => unknown): number[] {
  const head = history.head().position;
  const times: number[] = [];
  let state = 1;
  for (let turn = 0; turn < turns; turn += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const at = Math.floor((state / 2 ** 32) * head) as Position;
    const start = performance.now();
    show(at);
    times.push(performance.now() - start);
  }
  return times;
}

function showNewest(history: History, at: Position) {
  const count = history.orders.count(at);
  const orders = history.orders.rows(at, Math.max(count - ROWS, 0), count);
  return { orders, ...besideOrders(history, at, orders) };
}

function showLargest(history: History, at: Position) {
  const { count, places } = history.findOrders(at, LARGEST_SHIPPED, 0, ROWS);
  const orders = places.flatMap((place) => history.orders.rows(at, place, place + 1));
  return { count, orders, ...besideOrders(history, at, orders) };
}

function besideOrders(
  history: History,
  at: Position,
  orders: ReturnType<History["orders"]["rows"]>,
) {
  const clients = history.clients.count(at);
  const names = orders.map(({ clientId }) => history.clients.row(clientId, at)?.username);
  return { clients, names, summary: history.orderSummary(at) };
}
