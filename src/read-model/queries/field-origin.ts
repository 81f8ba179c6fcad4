import type { Position } from "../../eventlog/envelope.ts";
import { PROJECTIONS, type RowView } from "../projections/all-projections.ts";
import type { KeyedProjection } from "../projections/projection.ts";
import type { History } from "../read-model.ts";
import type { KeyedView } from "../temporal/temporal-view.ts";
import { isSameValue } from "./field-diff.ts";

/** A view with the projection that its rows are folded by. */
export interface Folded<Row> {
  readonly view: Pick<KeyedView<Row>, "changes">;
  readonly projection: KeyedProjection<Row>;
}

/** A view by its name: its rows are then known by the names of their fields alone. */
export function foldedView(
  history: Pick<History, RowView>,
  view: RowView,
): Folded<Readonly<Record<string, unknown>>> {
  const folded: Folded<never> = { view: history[view], projection: PROJECTIONS[view] as never };
  return folded as unknown as Folded<Readonly<Record<string, unknown>>>;
}

/**
 * The position of the last event, up to and with `at`, that changed one of some fields of a row: the one that gave it the value
 * it has then, or took it away. Undefined while no event has given any. Folds the row's own few events and no others.
 */
export function lastChange<Row extends object>(
  { view, projection }: Folded<Row>,
  key: string,
  fields: readonly (keyof Row)[],
  at: Position,
): Position | undefined {
  let row: Row | undefined;
  let found: Position | undefined;
  for (const event of view.changes(key, at)) {
    const before = row;
    row = projection.evolve(row, event);
    if (!fields.every((field) => isSameValue(before?.[field], row?.[field])))
      found = event.position;
  }
  return found;
}
