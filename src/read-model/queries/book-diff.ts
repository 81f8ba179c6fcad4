import { CLIENT, ORDER, WALLET } from "../../domain/ids.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { ClientRow } from "../projections/clients.ts";
import type { OrderRow } from "../projections/orders.ts";
import type { WalletRow } from "../projections/wallets.ts";
import type { History } from "../read-model.ts";
import type { KeyedView } from "../temporal/temporal-view.ts";
import { type FieldChange, fieldChanges } from "./field-diff.ts";

/** A record that differs between two books, as it stands in each; absent where it is not there. */
export type DifferingRow =
  | Difference<"client", ClientRow>
  | Difference<"order", OrderRow>
  | Difference<"wallet", WalletRow>;

interface Difference<Kind extends string, Row> {
  readonly kind: Kind;
  readonly key: string;
  readonly one: Row | undefined;
  readonly other: Row | undefined;
  /** What differs, `before` in the one and `after` in the other. Neither ids nor times: they say nothing to people. */
  readonly fields: readonly FieldChange[];
}

/** Views of records, and how the streams of each begin. */
const VIEWS = [
  { kind: "client", view: "clients", prefix: CLIENT },
  { kind: "order", view: "orders", prefix: ORDER },
  { kind: "wallet", view: "wallets", prefix: WALLET },
] as const;

/**
 * The records that differ between two books at their ends: clients first, then orders, then wallets. Looks only at those that
 * changed in either book since the last position they have in common, one a step.
 */
export function* differingRows(
  one: History,
  other: History,
  since: Position,
): Generator<DifferingRow | undefined> {
  for (const { kind, view, prefix } of VIEWS) {
    const keys = new Set<string>();
    for (const { changesSince } of [one[view], other[view]]) {
      for (const { stream } of changesSince(since)) {
        keys.add(stream.slice(prefix.length));
        yield undefined;
      }
    }
    for (const key of keys) {
      const rows = { one: newest(one, view, key), other: newest(other, view, key) };
      const fields = fieldChanges(rows.one, rows.other).filter(isTold);
      yield fields.length > 0 ? ({ kind, key, ...rows, fields } as DifferingRow) : undefined;
    }
  }
}

function newest(history: History, view: (typeof VIEWS)[number]["view"], key: string) {
  const rows: Pick<KeyedView<object>, "row"> = history[view];
  return rows.row(key, history.head().position);
}

/** Whether a field says something to people: neither ids nor times do. */
export function isTold({ field }: FieldChange): boolean {
  return !field.endsWith("At") && !field.endsWith("Id");
}
