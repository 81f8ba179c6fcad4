import type { Aggregate, Book } from "../domain/aggregate.ts";
import type { CheckoutState } from "../domain/checkout.ts";
import { knownEvent, readEvent } from "../domain/events.ts";
import {
  EMPTY_HEAD,
  type EpochMs,
  type Head,
  NO_STREAM,
  type Position,
  positionAfter,
  type RecordedEvent,
  START,
  type StreamName,
  type StreamVersion,
  type UnhashedEvent,
} from "../eventlog/envelope.ts";
import { countNumbersUpTo } from "../eventlog/packed/binary-search.ts";
import { createEventArchive } from "../eventlog/packed/event-archive.ts";
import type { Stretch } from "../eventlog/packed/gaps.ts";
import { createNameTable, hashOf, hashOfName } from "../eventlog/packed/name-table.ts";
import type { PackedEvents } from "../eventlog/packed/packed-events.ts";
import { createShelf } from "../eventlog/packed/shelf.ts";
import { type BookSearch, createBookSearch, findAtOnce } from "./book-search.ts";
import { createChains } from "./chains.ts";
import { checkouts } from "./checkouts.ts";
import { type ClientRow, clients } from "./clients.ts";
import { createFolder, type Folder } from "./folder.ts";
import { interestsOf } from "./interests.ts";
import type { KeptHistory, KnownEvents } from "./kept-history.ts";
import { createKeyedView, type EventSource, type KeyedView } from "./keyed-view.ts";
import { createOrderColumns, FIGURES, type OrderFigures } from "./order-columns.ts";
import type { OrderQuery } from "./order-search.ts";
import { createOrderTotals, type OrderSummary } from "./order-totals.ts";
import { type OrderRow, orders } from "./orders.ts";
import type { ViewEvent } from "./projection.ts";
import { createRecentEvents } from "./recent-events.ts";
import { type WalletRow, wallets } from "./wallets.ts";

/** Everything the log has told so far. Every question names the position as of which it is asked. */
export interface History {
  /** Takes events that directly continue the ones before. */
  add(events: readonly RecordedEvent[]): void;
  /**
   * Takes a page that continues what is there, as far as it is new. The head moves on with the next `add` alone, since a
   * page tells no hash.
   * @throws RangeError when its bytes are spoilt.
   */
  addPage(page: PackedEvents): void;
  head(): Head;
  /** The last position that was taken, or is known to be there. */
  reaches(): Position;
  /**
   * Takes a page of events that the history began with and does not hold itself, in any order. As long as it needs one of
   * them, a row is not there, and neither are its changes.
   */
  recall(page: PackedEvents): void;
  /** The first of these that are still to come; undefined once everything is here. */
  missing(): Stretch | undefined;
  /** The positions still to come that somebody asked for since the last call. */
  wanted(): readonly Position[];
  /** What it has derived from its events, for the next history of this book to begin with. */
  keep(): KeptHistory;
  readonly clients: KeyedView<ClientRow>;
  readonly orders: KeyedView<OrderRow>;
  /** One row a client with a wallet, under the client's id. */
  readonly wallets: KeyedView<WalletRow>;
  /** One row an order that somebody wanted to pay, under the order's id. */
  readonly checkouts: KeyedView<CheckoutState>;
  /** Counts and sums over all orders. */
  orderSummary(at: Position): OrderSummary;
  /** Rows by what they hold, in any order of theirs. */
  readonly search: BookSearch;
  /** How many orders fit, and the places of those from `from` (included) to `to` (not included) among all orders. */
  findOrders(
    at: Position,
    query: OrderQuery,
    from: number,
    to: number,
  ): ReturnType<typeof findAtOnce>;
  /**
   * The first events, up to and with a position, as recorded but for their hashes, one after the other.
   * @throws RangeError where one is still to come.
   */
  eventsUpTo(position: Position): Iterable<UnhashedEvent>;
  /** The event at a position, as recorded but for its hash. */
  event(position: Position): UnhashedEvent | undefined;
  /** The events of one conversation, up to and with a position, in order. */
  conversation(correlationId: string, at: Position): UnhashedEvent[];
  /**
   * The fold of one stream, as deciders need it.
   * @throws RangeError while events are still to come.
   */
  stateOf<State>(aggregate: Aggregate<State>, stream: StreamName, at: Position): State;
  /** Version of one stream; 0 when it did not exist. */
  versionOf(stream: StreamName, at: Position): StreamVersion;
  /**
   * The last position before the book reached past `time`. Events can be entered late, so time is taken as the
   * latest moment seen so far: it never runs backwards along the log.
   */
  positionAt(time: EpochMs): Position;
  /** The latest moment the book had seen at a position of its log. */
  timeReached(position: Position): EpochMs;
}

/**
 * Makes the history of a book: without an event, or with what another history of the same book kept. The events themselves
 * are then recalled from the log.
 * @param kept columns, and the last of the events they were derived from.
 * @throws RangeError when what was kept is of another shape.
 */
export function createHistory(kept?: KnownEvents): History {
  const shelf = createShelf(kept?.columns);
  const archive = createEventArchive(kept?.head.position);
  const streams = createNameTable(shelf.part("streams"));
  const chains = createChains(shelf.part("chains"));
  const latest = shelf.float64("latest");
  const correlations = shelf.uint32("correlations");
  // What could not be read when it came: it counts in its stream, is shown as unknown, and changes no state.
  const unread = shelf.uint32("unreadable");
  const unreadable = new Set<number>(unread.values.subarray(0, unread.length));
  const seen = createRecentEvents();
  let head: Head = kept?.head ?? EMPTY_HEAD;
  if (Math.max(correlations.length - 1, START) !== head.position) {
    throw new RangeError(`What was kept was not derived from ${head.position} events.`);
  }

  const isWhole = (): boolean => archive.missing() === undefined;
  const source: EventSource = {
    isWhole,
    has: archive.has,
    viewEvent(position) {
      const known = seen.find(position);
      if (known) return known;
      const recorded = unreadable.has(position) ? undefined : archive.event(position);
      const event = recorded && asViewEvent(recorded);
      if (event) seen.keep(event);
      return event;
    },
    streamNumber: streams.find,
    streamStartsWith: streams.startsWith,
    streamChains: chains,
  };
  const clientView = createKeyedView(clients, source, shelf.part("clients"));
  const orderView = createKeyedView(orders, source, shelf.part("orders"));
  const walletView = createKeyedView(wallets, source, shelf.part("wallets"));
  const checkoutView = createKeyedView(checkouts, source, shelf.part("checkouts"));

  const columns = createOrderColumns(shelf.part("figures"));
  const totals = createOrderTotals(columns);
  const search = createBookSearch({
    ...{ clients: clientView, orders: orderView, wallets: walletView },
    ...{ columns, viewEvent: source.viewEvent },
    members: (position, wanted) =>
      unreadable.has(position) ? undefined : archive.members(position, wanted),
  });
  const interests = interestsOf([clientView, orderView, walletView, checkoutView], columns.types);

  // What every event leaves in the indexes.
  const index = (
    position: Position,
    stream: number,
    occurredAt: EpochMs,
    type: string,
    figures: () => OrderFigures,
  ): void => {
    chains.add(stream, position);
    latest.set(position, Math.max(latest.values[position - 1] ?? occurredAt, occurredAt));
    const interest = interests.get(type);
    if (!interest || unreadable.has(position)) return;
    for (const view of interest.views) view.add(interest.type, position, stream);
    if (!interest.inFigures) return;
    columns.add(position, stream, interest.type, figures);
  };

  const addOne = (recorded: RecordedEvent): void => {
    const { position, stream, type, meta } = recorded;
    archive.add(recorded);
    head = { position, hash: recorded.hash };
    if (readEvent(recorded).kind !== "known") {
      unreadable.add(position);
      unread.set(unread.length, position);
    }
    correlations.set(position, hashOfName(meta.correlationId));
    const { occurredAt } = meta;
    index(position, streams.addName(stream), occurredAt, type, () => recorded.data);
  };

  const folders = new Map<Aggregate<unknown>, Folder<unknown>>();
  const folderOf = <State>(aggregate: Aggregate<State>): Folder<State> => {
    const known = folders.get(aggregate as Aggregate<unknown>);
    if (known) return known as Folder<State>;
    const made = createFolder<State>(chains, aggregate.initialState, (state, position) => {
      const event = source.viewEvent(position)?.event;
      return event ? aggregate.evolve(state, event) : state;
    });
    folders.set(aggregate as Aggregate<unknown>, made as Folder<unknown>);
    return made;
  };

  return {
    add: (added) => added.forEach(addOne),
    addPage(page) {
      const from = archive.reaches() + 1 - page.first;
      archive.addPage(page);
      for (let place = from; place < page.count; place += 1) {
        const seen = page.glance(place);
        const { type, occurredAt } = seen;
        const position = positionAfter(page.first, place);
        const { correlationFrom, correlationTo } = seen;
        correlations.set(position, hashOf(page.bytes, correlationFrom, correlationTo));
        const stream = streams.add(page.bytes, seen.streamFrom, seen.streamTo);
        index(position, stream, occurredAt, type, () => page.members(place, FIGURES) ?? {});
      }
    },
    head: () => head,
    reaches: archive.reaches,
    recall: archive.recall,
    missing: archive.missing,
    wanted: archive.wanted,
    keep: () => ({ upTo: archive.reaches(), columns: shelf.keep() }),
    clients: clientView,
    orders: orderView,
    wallets: walletView,
    checkouts: checkoutView,
    orderSummary: totals.summaryAt,
    search,
    findOrders: (...asked) => findAtOnce(search.orders, ...asked),
    *eventsUpTo(position) {
      for (let at = 1; at <= position; at += 1) {
        const event = archive.event(at as Position);
        if (!event) throw new RangeError(`Event ${at} is not here.`);
        yield event;
      }
    },
    event: archive.event,
    conversation(correlationId, at) {
      const hash = hashOfName(correlationId);
      const found: UnhashedEvent[] = [];
      for (let position = 1; position <= at; position += 1) {
        if (correlations.values[position] !== hash) continue;
        const event = archive.event(position as Position);
        if (event?.meta.correlationId === correlationId) found.push(event);
      }
      return found;
    },
    stateOf(aggregate, stream, at) {
      if (!isWhole()) throw new RangeError("Nothing can be decided before all events are here.");
      const number = streams.find(stream);
      return number < 0 ? aggregate.initialState : folderOf(aggregate).stateAt(number, at);
    },
    versionOf(stream, at) {
      const number = streams.find(stream);
      // Versions count a stream's events without gap.
      return number < 0 ? NO_STREAM : (chains.countUpTo(number, at) as StreamVersion);
    },
    timeReached: (position) => (latest.values[position] ?? 0) as EpochMs,
    positionAt: (time) => {
      const upTo = countNumbersUpTo(latest.values.subarray(1), archive.reaches(), time);
      return upTo as Position;
    },
  };
}

/** What deciders may ask, as of a position. */
export function bookOf(history: Pick<History, "stateOf" | "versionOf">, at: Position): Book {
  return {
    stateOf: (aggregate, stream) => history.stateOf(aggregate, stream, at),
    versionOf: (stream) => history.versionOf(stream, at),
  };
}

function asViewEvent(recorded: UnhashedEvent): ViewEvent | undefined {
  const event = knownEvent(recorded);
  if (!event) return undefined;
  const { position, id, stream, version, meta } = recorded;
  const { correlationId, occurredAt } = meta;
  return { position, id, correlationId, stream, version, occurredAt, event };
}
