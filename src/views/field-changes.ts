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
    return { position, version, occurredAt, type: event.type, fields: differences(before, row) };
  });
}

// The version rises with every event and says nothing that the list does not say.
const UNSAID = new Set(["version", "id"]);

/** The fields in which a row differs from another; all of one of them where the other is not there. */
export function differences(before: object = {}, after: object = {}): FieldChange[] {
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
