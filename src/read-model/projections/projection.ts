import type { BookEvent, EventType } from "../../domain/events.ts";
import type {
  EpochMs,
  EventId,
  JsonObject,
  Position,
  StreamName,
  StreamVersion,
} from "../../eventlog/envelope.ts";

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
 * At least some members of what the event at a position carries, as they were recorded and not upcast: for whoever looks at
 * many events and needs little of each. Undefined where there is no event, or none that could be read when it came.
 */
export type ReadMembers = (position: Position, wanted: readonly string[]) => JsonObject | undefined;

/** What the rows of a view are: streams whose name is a prefix and the key, or what events name. */
export type Keys =
  | { readonly are: "streams"; readonly prefix: string }
  | { readonly are: "named"; keyOf(event: ViewEvent): string | undefined };

/**
 * A view with one row per key: a plain reducer with a name and a version.
 * `evolve` is pure and total; raise `version` whenever it would give other rows for the same events.
 */
export interface KeyedProjection<Row> {
  readonly name: string;
  readonly version: number;
  readonly keys: Keys;
  /** The events that make a row; before one of them there is none. */
  readonly births: readonly EventType[];
  /** The other events that a row looks at. */
  readonly changes: readonly EventType[];
  /** The row after the event; `undefined` while there is no row yet. */
  evolve(row: Row | undefined, event: ViewEvent): Row | undefined;
}
