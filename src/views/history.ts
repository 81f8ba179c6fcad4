import type { Aggregate } from "../domain/aggregate.ts";
import type { CheckoutState } from "../domain/checkout.ts";
import { type BookEvent, readEvent } from "../domain/events.ts";
import {
  EMPTY_HEAD,
  type EpochMs,
  type Hash,
  type Head,
  NO_STREAM,
  type Position,
  type RecordedEvent,
  type StreamName,
  type StreamVersion,
} from "../eventlog/envelope.ts";
import { countUpTo, countWhile } from "./binary-search.ts";
import { checkouts } from "./checkouts.ts";
import { type ClientRow, clients } from "./clients.ts";
import { createKeyedView, type KeyedView } from "./keyed-view.ts";
import { type OrderRow, orders } from "./orders.ts";
import { type WalletRow, wallets } from "./wallets.ts";

/** Everything the log has told so far. Every question names the position as of which it is asked. */
export interface History {
  /** Takes events that directly continue the ones before. */
  add(events: readonly RecordedEvent[]): void;
  head(): Head;
  readonly clients: KeyedView<ClientRow>;
  readonly orders: KeyedView<OrderRow>;
  /** One row a client with a wallet, under the client's id. */
  readonly wallets: KeyedView<WalletRow>;
  /** One row an order that somebody wanted to pay, under the order's id. */
  readonly checkouts: KeyedView<CheckoutState>;
  /** The first events, up to and with a position, as recorded. */
  eventsUpTo(position: Position): readonly RecordedEvent[];
  /** The event at a position, as recorded. */
  event(position: Position): RecordedEvent | undefined;
  /** The fold of one stream, as deciders need it. */
  stateOf<State>(aggregate: Aggregate<State>, stream: StreamName, at: Position): State;
  /** Version of one stream; 0 when it did not exist. */
  versionOf(stream: StreamName, at: Position): StreamVersion;
  /**
   * The last position before the book reached past `time`. Events can be entered late, so time is taken as the
   * latest moment seen so far: it never runs backwards along the log.
   */
  positionAt(time: EpochMs): Position;
  hashAt(position: Position): Hash | undefined;
}

// An event that this version cannot read counts in its stream, is shown as unknown, and changes no state.
interface StreamEntry {
  readonly position: Position;
  readonly version: StreamVersion;
  readonly event: BookEvent | undefined;
}

/** Makes the history of a book that has no event yet. */
export function createHistory(): History {
  const events: RecordedEvent[] = [];
  const latest: EpochMs[] = [];
  const streams = new Map<StreamName, StreamEntry[]>();
  const clientView = createKeyedView(clients);
  const orderView = createKeyedView(orders);
  const walletView = createKeyedView(wallets);
  const checkoutView = createKeyedView(checkouts);
  const views = [clientView, orderView, walletView, checkoutView];

  const addOne = (recorded: RecordedEvent): void => {
    events.push(recorded);
    const { occurredAt } = recorded.meta;
    latest.push(Math.max(latest.at(-1) ?? occurredAt, occurredAt) as EpochMs);
    const { position, stream, version } = recorded;
    const reading = readEvent(recorded);
    const event = reading.kind === "known" ? reading.event : undefined;
    const entry = { position, version, event };
    const ofStream = streams.get(stream);
    if (ofStream) ofStream.push(entry);
    else streams.set(stream, [entry]);
    if (!event) return;
    const { id, meta } = recorded;
    const { correlationId } = meta;
    const viewEvent = { position, id, correlationId, stream, version, occurredAt, event };
    for (const view of views) view.add(viewEvent);
  };

  const streamUpTo = (stream: StreamName, at: Position): readonly StreamEntry[] => {
    const entries = streams.get(stream) ?? [];
    return entries.slice(0, countUpTo(entries, at));
  };

  return {
    add: (added) => added.forEach(addOne),
    head: () => events.at(-1) ?? EMPTY_HEAD,
    clients: clientView,
    orders: orderView,
    wallets: walletView,
    checkouts: checkoutView,
    eventsUpTo: (position) => events.slice(0, position),
    event: (position) => events[position - 1],
    stateOf: (aggregate, stream, at) =>
      streamUpTo(stream, at).reduce(
        (state, { event }) => (event ? aggregate.evolve(state, event) : state),
        aggregate.initialState,
      ),
    versionOf: (stream, at) => streamUpTo(stream, at).at(-1)?.version ?? NO_STREAM,
    positionAt: (time) => countWhile(latest, (moment) => moment <= time) as Position,
    hashAt: (position) => events[position - 1]?.hash,
  };
}
