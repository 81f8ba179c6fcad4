import type { Aggregate, Book } from "../domain/aggregate.ts";
import type { CheckoutState } from "../domain/aggregates/checkout.ts";
import type { Stretch } from "../eventlog/columns/gaps.ts";
import type { PackedEvents } from "../eventlog/encoding/event-page.ts";
import type {
  EpochMs,
  Head,
  Position,
  RecordedEvent,
  StreamName,
  StreamVersion,
  UnhashedEvent,
} from "../eventlog/envelope.ts";
import type { KeptHistory } from "./column-snapshot.ts";
import type { Families } from "./columns/event-categories.ts";
import type { OrderFacts } from "./columns/order-lines.ts";
import type { OrderSummary } from "./columns/order-totals.ts";
import type { Sales } from "./columns/sales.ts";
import type { ClientRow } from "./projections/clients.ts";
import type { OrderRow } from "./projections/orders.ts";
import type { WalletRow } from "./projections/wallets.ts";
import type { BookSearch, findAtOnce } from "./search/book-search.ts";
import type { OrderQuery } from "./search/order-search.ts";
import type { LateEvents } from "./temporal/late-events.ts";
import type { KeyedView } from "./temporal/temporal-view.ts";

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
  /** What the events are about, roughly. */
  readonly families: Families;
  /** Counts and sums over all orders. */
  orderSummary(at: Position): OrderSummary;
  /** What orders are made of beside their figures: nothing is read before somebody wants to know. */
  readonly orderFacts: OrderFacts;
  /**
   * What was sold, as far as `orderFacts` are read.
   * @param monthAt the month of an instant as years times twelve, in the zone of whoever looks.
   */
  openSales(monthAt: (time: EpochMs) => number): Sales;
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
  /**
   * The events of one conversation from one position to another, both included, one after the other; backwards where `from` is
   * the later one.
   */
  conversation(correlationId: string, from: Position, to: Position): Iterable<UnhashedEvent>;
  /**
   * The fold of one stream, as deciders need it.
   * @throws RangeError while events are still to come.
   */
  stateOf<State>(aggregate: Aggregate<State>, stream: StreamName, at: Position): State;
  /** Version of one stream; 0 when it did not exist. */
  versionOf(stream: StreamName, at: Position): StreamVersion;
  /** Version of the last event of a stream that this release knows; 0 when there is none. */
  changedVersionOf(stream: StreamName, at: Position): StreamVersion;
  /**
   * The last position before the book reached past `time`. Events can be entered late, so time is taken as the
   * latest moment seen so far: it never runs backwards along the log.
   */
  positionAt(time: EpochMs): Position;
  /** The events that stand behind later ones. */
  readonly late: LateEvents;
  /** The latest moment the book had seen at a position of its log. */
  timeReached(position: Position): EpochMs;
}

/** What deciders may ask, as of a position. */
export function bookOf(
  history: Pick<History, "stateOf" | "versionOf" | "changedVersionOf">,
  at: Position,
): Book {
  return {
    stateOf: (aggregate, stream) => history.stateOf(aggregate, stream, at),
    versionOf: (stream) => history.versionOf(stream, at),
    changedVersionOf: (stream) => history.changedVersionOf(stream, at),
  };
}
