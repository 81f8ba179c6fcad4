import type { EpochMs, Position, StreamVersion } from "../eventlog/envelope.ts";
import type { KeyedProjection, ViewEvent } from "./projection.ts";

/** One field of a row before and after an event; absent where it did not stand. */
export interface FieldChange {
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What one event changed of a row. */
export interface RowChange {
  readonly position: Position;
  readonly version: StreamVersion;
  readonly occurredAt: EpochMs;
  readonly type: string;
  readonly fields: readonly FieldChange[];
}

/** A row's history, field by field: folded when asked for, from the few events that made the row. */
export function rowChanges<Row extends object>(
  projection: KeyedProjection<Row>,
  events: readonly ViewEvent[],
): RowChange[] {
  let row: Row | undefined;
  return events.map((viewEvent) => {
    const before = row;
    row = projection.evolve(row, viewEvent);
    const { position, version, occurredAt, event } = viewEvent;
    return { position, version, occurredAt, type: event.type, fields: fieldChanges(before, row) };
  });
}

// The version rises with every event and says nothing that the list does not say; ids of events and conversations tell
// nobody anything.
const UNSAID = new Set(["version", "id", "cause", "correlationId"]);

/** The fields in which two states of a row differ; all that stand in one where the other is absent. */
export function fieldChanges(before: object = {}, after: object = {}): FieldChange[] {
  const old = new Map(Object.entries(before));
  const now = new Map(Object.entries(after));
  const fields = [...new Set([...old.keys(), ...now.keys()])].filter((field) => !UNSAID.has(field));
  return fields.flatMap((field) => {
    if (JSON.stringify(old.get(field)) === JSON.stringify(now.get(field))) return [];
    return {
      field,
      ...(old.has(field) && { before: old.get(field) }),
      ...(now.has(field) && { after: now.get(field) }),
    };
  });
}
