// What the bench asks of the modules themselves, beside the app and on its origin.
import { type BookId, databaseOf } from "../../src/eventlog/book-catalog.ts";
import type { EpochMs, Position, RecordedEvent } from "../../src/eventlog/envelope.ts";
import { follow } from "../../src/eventlog/follower.ts";
import { openIndexedDbCatalog } from "../../src/eventlog/indexeddb-catalog.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb-log.ts";
import { createHistory, type History } from "../../src/views/history.ts";
import { bigBook } from "./big-book.ts";

const now = () => Date.now() as EpochMs;
const ROWS = 25;

const bench = {
  /** Makes a book of so many events; tells its id and what the browser says of its size. */
  async makeBook(count: number) {
    const id = crypto.randomUUID() as BookId;
    const catalog = await openIndexedDbCatalog();
    await catalog.add({ id, name: `${count} events`, createdAt: now(), openedAt: now() });
    const log = await openIndexedDbLog({ name: databaseOf(id), now });
    const start = performance.now();
    await log.replicate(bigBook(count));
    const time = performance.now() - start;
    log.close();
    return { id, time };
  },

  /** One record an event, as somebody writes it by hand; tells how long writing and reading everything took. */
  async bare(count: number) {
    const name = `bare-${crypto.randomUUID()}`;
    const database = await openBare(name);
    let writing = 0;
    for (const events of bigBook(count, 10_000)) {
      const start = performance.now();
      const tx = database.transaction("events", "readwrite");
      for (const event of events) tx.objectStore("events").add(event, event.position);
      await new Promise((resolve, reject) => {
        tx.oncomplete = resolve;
        tx.onerror = () => reject(tx.error);
      });
      writing += performance.now() - start;
    }
    const start = performance.now();
    const request = database.transaction("events").objectStore("events").getAll();
    const all = await new Promise<RecordedEvent[]>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const reading = performance.now() - start;
    database.close();
    indexedDB.deleteDatabase(name);
    return { writing, reading, count: all.length };
  },

  /** Milliseconds of random seeks: what a screen shows of a moment, its rows, counts and sums. */
  async seeks(id: string, turns: number) {
    const { history, loading } = await load(id as BookId);
    const head = history.head().position;
    const times: number[] = [];
    let state = 1;
    for (let turn = 0; turn < turns; turn += 1) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      const at = Math.floor((state / 2 ** 32) * head) as Position;
      const start = performance.now();
      show(history, at);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const quantile = (part: number) => times[Math.floor(part * (times.length - 1))];
    return { loading, p50: quantile(0.5), p99: quantile(0.99), worst: times.at(-1) };
  },
};

function show(history: History, at: Position) {
  const clients = history.clients.count(at);
  const count = history.orders.count(at);
  const orders = history.orders.rows(at, Math.max(count - ROWS, 0), count);
  const names = orders.map(({ clientId }) => history.clients.row(clientId, at)?.username);
  return { clients, orders, names, summary: history.orderSummary(at) };
}

async function load(id: BookId) {
  const log = await openIndexedDbLog({ name: databaseOf(id), now });
  const history = createHistory();
  const start = performance.now();
  const { add: deliver, addPage: deliverPage } = history;
  const onError = (error: unknown) => console.error(error);
  await follow(log, { deliver, deliverPage, onError }).catchUp();
  const loading = performance.now() - start;
  log.close();
  return { history, loading };
}

function openBare(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("events");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

declare global {
  interface Window {
    bench: typeof bench;
  }
}

window.bench = bench;
