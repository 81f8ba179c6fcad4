import { type PaymentSide, sideOf } from "../cells/payment-side.ts";
import type { Mapping, TableKind } from "../fields.ts";
import type { Table } from "../table.ts";
import { LEFT_OUT } from "./title-words.ts";

/** The fields of payments with the column that says debit or credit, also where its title does not. */
export function withSide(kind: TableKind, mapping: Mapping, table: Table): Mapping {
  if (kind !== "wallets" || mapping.side !== undefined) return mapping;
  const taken = Object.values(mapping);
  const side = table.columns.findIndex(
    (title, at) => !taken.includes(at) && !title.startsWith(LEFT_OUT) && holdsSides(table, at),
  );
  return side < 0 ? mapping : { ...mapping, side };
}

// Both have to be there: a column of dashes says nothing.
function holdsSides({ rows }: Table, at: number): boolean {
  const met = new Set<PaymentSide>();
  for (const { cells } of rows) {
    const cell = cells[at]?.trim();
    const side = cell ? sideOf(cell) : undefined;
    if (cell && !side) return false;
    if (side) met.add(side);
  }
  return met.size === 2;
}
