import type { ClientRow } from "../../../read-model/projections/clients.ts";
import type { OrderRow } from "../../../read-model/projections/orders.ts";
import type { WalletRow } from "../../../read-model/projections/wallets.ts";
import type { FieldChange } from "../../../read-model/queries/field-diff.ts";
import type { ComparedViews, Comparison } from "../../../read-model/queries/position-diff.ts";

/** A view that is compared. */
export type ComparedView = keyof ComparedViews;

/** All of them, in the order in which they are told. */
export const COMPARED_VIEWS: readonly ComparedView[] = ["clients", "orders", "wallets"];

/** A row of any of them. */
export type ComparedRow = ClientRow | OrderRow | WalletRow;

/** One line of the list: a field of a record that was there before, or a record that is new. */
export interface DifferenceLine {
  readonly view: ComparedView;
  readonly row: ComparedRow;
  /** Absent where the record is new. */
  readonly field?: FieldChange;
}

/** How many lines some views have together. */
export function countLines(comparison: Comparison, views: readonly ComparedView[]): number {
  return views.reduce((sum, view) => sum + comparison[view].lineCount(), 0);
}

/** The line at an index from 0, of some views one after the other; undefined past the end. */
export function lineAt(
  comparison: Comparison,
  views: readonly ComparedView[],
  index: number,
): DifferenceLine | undefined {
  let left = index;
  for (const view of views) {
    const count = comparison[view].lineCount();
    if (left < count) {
      const line = comparison[view].lineAt(left);
      return line && { view, row: line.after, ...(line.field && { field: line.field }) };
    }
    left -= count;
  }
  return undefined;
}

/** What a row is known by in its view. */
export function keyOfRow(row: ComparedRow): string {
  return "id" in row ? row.id : row.clientId;
}

/** Currency of a row's amounts, where it has any. */
export function currencyOfRow(row: ComparedRow): string | undefined {
  return "currency" in row ? row.currency : undefined;
}
