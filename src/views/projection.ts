import type { BookEvent } from "../domain/events.ts";
import type {
  EpochMs,
  EventId,
  Position,
  StreamName,
  StreamVersion,
} from "../eventlog/envelope.ts";

/** A known event with what a view may use of its envelope. */
export interface ViewEvent {
  readonly position: Position;
  readonly id: EventId;
  /** The conversation it belongs to. */
  readonly correlationId: string;
  readonly stream: StreamName;
  readonly version: StreamVersion;
  readonly occurredAt: EpochMs;
  readonly event: BookEvent;
}

/**
 * A view with one row per key: a plain reducer with a name and a version.
 * `evolve` is pure and total; raise `version` whenever it would give other rows for the same events.
 */
export interface KeyedProjection<Row> {
  readonly name: string;
  readonly version: number;
  /** The row an event belongs to, if any. */
  keyOf(event: ViewEvent): string | undefined;
  /** The row after the event; `undefined` while there is no row yet. */
  evolve(row: Row | undefined, event: ViewEvent): Row | undefined;
}
