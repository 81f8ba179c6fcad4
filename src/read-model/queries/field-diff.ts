import type { EpochMs, Position, StreamVersion } from "../../eventlog/envelope.ts";
import type { KeyedProjection, ViewEvent } from "../projections/projection.ts";

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

type Values = Readonly<Record<string, unknown>>;

/** The fields in which two states of a row differ; all that stand in one where the other is absent. */
export function fieldChanges(before: object = {}, after: object = {}): FieldChange[] {
  const [old, now] = [before as Values, after as Values];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((field) => {
    if (UNSAID.has(field) || isSameValue(old[field], now[field])) return [];
    return {
      field,
      ...(field in old && { before: old[field] }),
      ...(field in now && { after: now[field] }),
    };
  });
}

/** Whether a field holds the same. Fields are texts, numbers or plain lists. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object") return false;
  return JSON.stringify(one) === JSON.stringify(other);
}
