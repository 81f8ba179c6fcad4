import { readEvent } from "../../domain/events.ts";
import { positionAfter, type UnhashedEvent } from "../../eventlog/envelope.ts";
import { PROJECTIONS, ROW_VIEWS, type RowView } from "../projections/all-projections.ts";
import type { KeyedProjection, ViewEvent } from "../projections/projection.ts";
import { viewEventOf } from "../projections/view-event.ts";
import type { History } from "../read-model.ts";
import { type FieldChange, fieldChanges } from "./field-diff.ts";

/** A row that an event made or changed. */
export interface TouchedRow {
  readonly view: RowView;
  readonly key: string;
  /** Whether there was none before the event. */
  readonly isNew: boolean;
  /** The fields that differ before and after it. */
  readonly fields: readonly FieldChange[];
  /** Currency of the row's amounts, where it has any. */
  readonly currency?: string;
}

/**
 * The rows that an event touched, at most one a view, as they stood right before it and right after. Folds these rows and no
 * others; none for an event that this version cannot read.
 */
export function touchedRows(
  history: Pick<History, RowView>,
  recorded: UnhashedEvent,
): TouchedRow[] {
  const viewEvent = readEvent(recorded).kind === "known" ? viewEventOf(recorded) : undefined;
  if (!viewEvent) return [];
  const { position } = recorded;
  return ROW_VIEWS.flatMap((view) => {
    const key = keyIn(PROJECTIONS[view], viewEvent);
    if (key === undefined) return [];
    const before = history[view].row(key, positionAfter(position, -1));
    const after = history[view].row(key, position);
    const fields = fieldChanges(before, after);
    if (fields.length === 0) return [];
    const currency = after && "currency" in after ? { currency: after.currency } : {};
    return [{ view, key, isNew: before === undefined, fields, ...currency }];
  });
}

function keyIn(
  { keys, births, changes }: Pick<KeyedProjection<unknown>, "keys" | "births" | "changes">,
  viewEvent: ViewEvent,
): string | undefined {
  const { event, stream } = viewEvent;
  if (![...births, ...changes].includes(event.type)) return undefined;
  if (keys.are === "named") return keys.keyOf(viewEvent);
  return stream.startsWith(keys.prefix) ? stream.slice(keys.prefix.length) : undefined;
}
