import type { Mapping, TableKind } from "./fields.ts";
import { sideOf } from "./payment-side.ts";
import type { Table } from "./read-table.ts";

/** The fields of payments with the column that says debit or credit, also where its title does not. */
export function withSide(kind: TableKind, mapping: Mapping, table: Table): Mapping {
  if (kind !== "wallets" || mapping.side !== undefined) return mapping;
  const taken = Object.values(mapping);
  const side = table.columns.findIndex((_, at) => !taken.includes(at) && holdsSides(table, at));
  return side < 0 ? mapping : { ...mapping, side };
}

function holdsSides({ rows }: Table, at: number): boolean {
  const isSide = (cell: string | undefined) => !cell?.trim() || sideOf(cell) !== undefined;
  return (
    rows.some(({ cells }) => cells[at]?.trim()) && rows.every(({ cells }) => isSide(cells[at]))
  );
}
