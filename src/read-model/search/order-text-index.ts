import { createUint8Column } from "../../eventlog/columns/column.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { ClientTexts } from "../columns/client-terms.ts";
import { searchable } from "../columns/normalize-text.ts";
import type { OrderColumns } from "../columns/order-columns.ts";
import type { OrderWords } from "../columns/order-terms.ts";
import { byTurns, createDescent } from "../columns/resumable-scan.ts";
import type { OrderRow } from "../projections/orders.ts";
import { NONE } from "../temporal/row-entries.ts";
import type { KeyedView } from "../temporal/temporal-view.ts";

const NOBODY = new Uint8Array(0);

/** The orders that hold one text, whatever the position. */
export interface OrderMatches {
  /** Looks through what was not looked through yet, the newest first. */
  look(): Generator<void>;
  /**
   * True when an order is known to hold the text as of an entry of its own, as far as `everHeld` names it.
   * @param clients the entries that count for each client at that moment.
   */
  has(place: number, entry: number, clients: Uint32Array): boolean;
  /** The places of orders known to hold it at some position, in ascending order: what a moment has to look at. */
  everHeld(): Uint32Array;
}

/**
 * Looks for a text in product codes and in the usernames and names of clients, for an order whose id begins with it, and for
 * the one whose number it is; after a `#` for that alone.
 */
export function createOrderMatches(
  columns: OrderColumns,
  orders: KeyedView<OrderRow>,
  words: OrderWords,
  texts: ClientTexts,
  typed: string,
): OrderMatches {
  const text = searchable(typed);
  const onlyNumber = text.startsWith("#");
  const number = onlyNumber ? text.slice(1) : text;
  const isId = !onlyNumber && /^[\x21-\x7e]+$/.test(typed);
  const ofClients = texts.matches(["username", "name"], text);
  const fitting = createUint8Column();
  const named = createUint8Column();
  // By place: some entry of the order fits, or the order is named.
  const held = createUint8Column();
  let visited = 0;
  let kept: { readonly looked: number; readonly places: Uint32Array } | undefined;
  // By product: not looked at yet, holds the text, or does not.
  const verdicts: (boolean | undefined)[] = [];

  const fits = (product: number): boolean => {
    verdicts[product] ??= words.products[product]?.includes(text) ?? false;
    return verdicts[product] as boolean;
  };

  const descend = createDescent(columns.count, (entry) => {
    visited += 1;
    words.read(entry);
    const place = columns.places.values[entry] as number;
    if (!onlyNumber && words.linesAt(entry) === entry && words.someProduct(entry, fits)) {
      fitting.set(entry, 1);
      held.set(place, 1);
    }
    if (columns.before.values[entry] !== NONE) return;
    if (words.numberOf(place) === number || (isId && orders.keyBeginsWith(place, typed))) {
      named.set(place, 1);
      held.set(place, 1);
    }
  });

  return {
    look: () => (onlyNumber ? descend() : byTurns(descend(), ofClients.look())),
    has(place, entry, clients) {
      if (named.values[place] === 1) return true;
      if (fitting.values[words.linesAt(entry)] === 1) return true;
      if (onlyNumber) return false;
      const client = words.clients.values[place] ?? 0;
      return client > 0 && ofClients.has(clients[client - 1] ?? NONE);
    },
    everHeld() {
      const looked = visited + (onlyNumber ? 0 : ofClients.looked());
      if (kept?.looked === looked) return kept.places;
      const orderCount = orders.count(Number.MAX_SAFE_INTEGER as Position);
      const places = new Uint32Array(orderCount);
      const ofOrders = held.values;
      const clientOf = words.clients.values;
      const ofClient = onlyNumber ? NOBODY : ofClients.held.values;
      let count = 0;
      // Arrays alone: every drawing waits for this walk along all orders.
      for (let place = 0; place < orderCount; place += 1) {
        const client = clientOf[place] ?? 0;
        if (ofOrders[place] === 1 || (client > 0 && ofClient[client - 1] === 1)) {
          places[count++] = place;
        }
      }
      kept = { looked, places: places.slice(0, count) };
      return kept.places;
    },
  };
}
