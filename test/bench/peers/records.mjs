// The events that every peer keeps: the same ones on every run, in the shape that Hindsight's log records.

/**
 * @typedef {{ productCode: string, quantity: number, unitPrice: number }} Line
 * @typedef {{ clientId: string, currency: string, lines: Line[] }} OrderData
 * @typedef {{
 *   position: number, id: string, type: "OrderPlaced" | "OrderShipped", schemaVersion: number, stream: string,
 *   version: number, data: Partial<OrderData>, hash: string,
 *   meta: { occurredAt: number, recordedAt: number, commandId: string, correlationId: string, causationId: string },
 * }} Event
 * @typedef {OrderData & { id: string, status: "placed" | "shipped", total: number, version: number }} Row
 *
 * @typedef {object} Peer A library at the work. What it cannot do it leaves out.
 * @property {string} notes what a write promises, and how the library was used
 * @property {(events: Event[]) => Event[]} [prepare] before any time is taken
 * @property {(name: string) => Promise<unknown>} [open] opens or creates a database
 * @property {(event: Event) => Promise<unknown>} [writeOne] as durable as the library can
 * @property {(events: Event[]) => Promise<unknown>} [writeBulk]
 * @property {() => Promise<number>} [readAll] how many there are, read as plain objects
 * @property {(position: number) => Promise<Event[]>} [readUpTo]
 * @property {() => Promise<unknown> | void} [close]
 * @property {(events: Event[]) => TimeTravel | Promise<TimeTravel>} [remember] its own way to travel in time
 *
 * @typedef {object} TimeTravel
 * @property {number} build milliseconds until it can travel
 * @property {(position: number, from: number, to: number) => unknown} screen some rows as they stood, and their count
 * @property {(position: number) => unknown} [whole] all rows as they stood, where each order has one
 */

const START = Date.UTC(2026, 0, 1);
const SHIPPED_EVERY = 4;
const CLIENTS = 500;
const PRODUCTS = ["Chai", "Chang", "Tofu", "Pavlova", "Ikura", "Konbu", "Geitost", "Ravioli"];

/**
 * Events at the positions from `first` on: orders placed, and every fourth event one of them shipped.
 *
 * @param {number} count
 * @param {number} [first]
 * @returns {Event[]}
 */
export function makeEvents(count, first = 1) {
  const random = randomFrom(first);
  const clients = Array.from({ length: CLIENTS }, () => uuid(random));
  /** @type {string[]} */
  const open = [];
  return Array.from({ length: count }, (_, index) => {
    const ships = index % SHIPPED_EVERY === SHIPPED_EVERY - 1;
    const stream = ships ? takeAny(open, random) : `order-${uuid(random)}`;
    if (!ships) open.push(stream);
    const commandId = uuid(random);
    const occurredAt = START + (first + index) * 1_000;
    return {
      position: first + index,
      id: `${commandId}.1`,
      type: ships ? "OrderShipped" : "OrderPlaced",
      schemaVersion: 1,
      stream,
      version: ships ? 2 : 1,
      data: ships ? {} : orderData(random, clients),
      meta: {
        occurredAt,
        recordedAt: occurredAt + 20,
        commandId,
        correlationId: commandId,
        causationId: commandId,
      },
      hash: hexadecimal(random, 64),
    };
  });
}

/**
 * The orders after these events: what a library without a notion of time folds on every question.
 *
 * @param {Iterable<Event>} events
 */
export function foldOrders(events) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  for (const { type, stream, version, data } of events) {
    const row = rows.get(stream);
    if (type === "OrderPlaced") {
      const { clientId = "", currency = "", lines = [] } = data;
      const total = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
      const id = stream.slice("order-".length);
      rows.set(stream, { id, clientId, currency, lines, status: "placed", total, version });
    } else if (row) {
      rows.set(stream, { ...row, status: "shipped", version });
    }
  }
  return rows;
}

/**
 * Numbers from 0 to 1, the same ones for the same seed (mulberry32).
 *
 * @param {number} seed
 */
export function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @param {() => number} random
 * @param {string[]} clients
 * @returns {OrderData}
 */
function orderData(random, clients) {
  const line = () => ({
    productCode: PRODUCTS[wholeBelow(random, PRODUCTS.length)] ?? "",
    quantity: 1 + wholeBelow(random, 20),
    unitPrice: 100 + wholeBelow(random, 9_900),
  });
  return {
    clientId: clients[wholeBelow(random, clients.length)] ?? "",
    currency: "EUR",
    lines: Array.from({ length: 1 + wholeBelow(random, 3) }, line),
  };
}

/**
 * @param {string[]} list
 * @param {() => number} random
 */
function takeAny(list, random) {
  const index = wholeBelow(random, list.length);
  const taken = list[index] ?? "";
  list[index] = list.at(-1) ?? "";
  list.pop();
  return taken;
}

/**
 * @param {() => number} random
 * @param {number} limit
 */
function wholeBelow(random, limit) {
  return Math.floor(random() * limit);
}

/** @param {() => number} random */
function uuid(random) {
  const hex = hexadecimal(random, 32);
  const variant = "89ab"[wholeBelow(random, 4)];
  const [a, b, c, d, e] = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(13, 16),
    hex.slice(17, 20),
    hex.slice(20),
  ];
  return `${a}-${b}-4${c}-${variant}${d}-${e}`;
}

/**
 * @param {() => number} random
 * @param {number} length a multiple of 8
 */
function hexadecimal(random, length) {
  let text = "";
  while (text.length < length) {
    text += Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, "0");
  }
  return text;
}
