import type { Aggregate } from "../domain/aggregate.ts";
import { readEvent } from "../domain/events.ts";
import { countNumbersUpTo } from "../eventlog/columns/binary-search.ts";
import { createShelf } from "../eventlog/columns/column-set.ts";
import { createEventArchive, type EventArchive } from "../eventlog/columns/event-archive.ts";
import { createNameTable, hashOf, hashOfName } from "../eventlog/columns/string-table.ts";
import {
  EMPTY_HEAD,
  type EpochMs,
  type Head,
  NO_STREAM,
  type Position,
  positionAfter,
  type RecordedEvent,
  START,
  type StreamVersion,
} from "../eventlog/envelope.ts";
import type { KnownEvents } from "./column-snapshot.ts";
import { createFamilies } from "./columns/event-categories.ts";
import { createOrderColumns, FIGURES, type OrderFigures } from "./columns/order-columns.ts";
import { createOrderFacts } from "./columns/order-lines.ts";
import { createOrderTotals } from "./columns/order-totals.ts";
import { createSales } from "./columns/sales.ts";
import { checkouts } from "./projections/checkouts.ts";
import { clients } from "./projections/clients.ts";
import { orders } from "./projections/orders.ts";
import { viewEventOf } from "./projections/view-event.ts";
import { wallets } from "./projections/wallets.ts";
import type { History } from "./read-model.ts";
import { createBookSearch, findAtOnce } from "./search/book-search.ts";
import { createRecentEvents } from "./temporal/event-cache.ts";
import { interestsOf } from "./temporal/event-routing.ts";
import { createFolder, type Folder } from "./temporal/fold-cache.ts";
import { createLateEvents } from "./temporal/late-events.ts";
import { createChains } from "./temporal/position-chains.ts";
import { createKeyedView, type EventSource } from "./temporal/temporal-view.ts";

/**
 * Makes the history of a book: without an event, or with what another history of the same book kept. The events themselves
 * are then recalled from the log.
 * @param kept columns, and the last of the events they were derived from.
 * @param archive where the events themselves are, as far as they are here already.
 * @throws RangeError when what was kept is of another shape.
 */
export function createHistory(
  kept?: KnownEvents,
  archive: EventArchive = createEventArchive(kept?.head.position),
): History {
  const shelf = createShelf(kept?.columns);
  const streams = createNameTable(shelf.part("streams"));
  const chains = createChains(shelf.part("chains"));
  const latest = shelf.float64("latest");
  const reachedBefore = (position: Position) => latest.values[position - 1] as EpochMs;
  const late = createLateEvents(shelf.part("late"), reachedBefore);
  const families = createFamilies(shelf);
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
      const event = recorded && viewEventOf(recorded);
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
  const orderFacts = createOrderFacts(columns, clientView, source.viewEvent);
  const search = createBookSearch({
    ...{ clients: clientView, orders: orderView, wallets: walletView },
    ...{ columns, orderFacts, viewEvent: source.viewEvent },
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
    families.add(position, type);
    const reached = position === 1 ? occurredAt : reachedBefore(position);
    latest.set(position, Math.max(reached, occurredAt));
    if (reached > occurredAt) late.add(position, occurredAt);
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

  const positionAt = (time: EpochMs): Position =>
    countNumbersUpTo(latest.values.subarray(1), archive.reaches(), time) as Position;

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
    orderFacts,
    openSales: (monthAt) => createSales(columns, orderFacts, monthAt),
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
    *conversation(correlationId, from, to) {
      const hash = hashOfName(correlationId);
      const step = from > to ? -1 : 1;
      const left = Math.abs(to - from);
      for (let passed = 0; passed <= left; passed += 1) {
        const position = from + step * passed;
        if (correlations.values[position] !== hash) continue;
        const event = archive.event(position as Position);
        if (event?.meta.correlationId === correlationId) yield event;
      }
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
    changedVersionOf(stream, at) {
      const number = streams.find(stream);
      if (number < 0) return NO_STREAM;
      const positions = chains.positionsUpTo(number, at);
      return (positions.findLastIndex((position) => source.viewEvent(position)) +
        1) as StreamVersion;
    },
    families,
    timeReached: (position) => (latest.values[position] ?? 0) as EpochMs,
    positionAt,
    late,
  };
}
