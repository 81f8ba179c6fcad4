import type { Rejection } from "../../../domain/rejection.ts";
import { ADDRESS_FIELDS, type FieldName } from "../fields.ts";
import type { Table } from "../table.ts";
import type { RefusalCode } from "./refusal-code.ts";
import type { RowCommand } from "./row-commands.ts";
import type { RefusedRow, TableMeaning } from "./row-reading.ts";

/** Why a command of a table is refused, by the book or beside it. */
export interface CommandRefusal extends Pick<Rejection, "field" | "message"> {
  readonly code: RefusalCode;
}

/** Tells a refused command by its rows: the one at fault with its column, the others with where the fault is. */
export function refuseRows(
  { rows }: RowCommand,
  { code, field = "", message }: CommandRefusal,
  { columns }: Pick<Table, "columns">,
  { mapping }: Pick<TableMeaning, "mapping">,
): readonly RefusedRow[] {
  // A path such as `lines.2.quantity`: every line has a row of its own.
  const [path = "", line = "0"] = /^lines\.(\d+)\.?/.exec(field) ?? [];
  const atFault = rows[Number(line)] ?? rows[0];
  const name = field.slice(path.length) as FieldName;
  // An address may stand in several columns.
  const fields = name === "address" ? ADDRESS_FIELDS : [name];
  const column = columns[fields.flatMap((one) => mapping[one] ?? [])[0] ?? -1];
  return rows.map((row) =>
    row === atFault
      ? { row, ...(column !== undefined && { column }), code, reason: message }
      : {
          ...{ row, code: "other-row-refused" },
          reason: `It belongs to the order of row ${atFault}, which is refused.`,
        },
  );
}
