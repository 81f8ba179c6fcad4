import type { DerivedColumns } from "../../src/eventlog/columns/column-store.ts";
import type { Hash } from "../../src/eventlog/envelope.ts";
import { at } from "./attempts.ts";

/** Columns of every kind, none of whose lengths fills its last word. */
export function someColumns(last: number): DerivedColumns {
  return {
    head: { position: at(3), hash: "7".padStart(64, "0") as Hash },
    shape: "a shape",
    columns: {
      "streams/ends": { values: Uint32Array.of(4, 8, last), length: 3 },
      latest: { values: Float64Array.of(1.5, 2.5), length: 2 },
      statuses: { values: Uint8Array.of(1, 2, 3), length: 3 },
      none: { values: new Uint32Array(0), length: 0 },
      currencies: { texts: ["EUR", "a\nb", "é"] },
    },
  };
}

/** Without the room to spare that columns have behind their length. */
export function trimmed(derived: DerivedColumns | undefined): DerivedColumns | undefined {
  if (!derived) return undefined;
  const columns = Object.entries(derived.columns).map(([name, column]) => [
    name,
    "values" in column ? { ...column, values: column.values.slice(0, column.length) } : column,
  ]);
  return { ...derived, columns: Object.fromEntries(columns) };
}
