import { FIELDS, type FieldName, type Mapping, type TableKind } from "../fields.ts";
import type { Table } from "../table.ts";
import { mapColumns, recognise } from "./detect-columns.ts";
import { withSide } from "./payment-columns.ts";
import type { ColumnSurvey } from "./survey-columns.ts";

/** A column that was chosen by hand, as it can be found again in a table that is read otherwise. */
export interface ChosenColumn {
  readonly title: string;
  readonly place: number;
  /** How many columns the table had: where it has as many still, the place tells as well. */
  readonly columns: number | undefined;
}

/** What a person said of a table, which outlives whatever is said later. */
export interface ChosenMeaning {
  readonly kind?: TableKind;
  /** Where fields stand: undefined for those that stand in no column. */
  readonly columns: ReadonlyMap<FieldName, ChosenColumn | undefined>;
}

/** What a table is about and where its fields stand: as chosen, and else as recognised. */
export interface TableFields {
  readonly kind: TableKind;
  readonly mapping: Mapping;
  /** Fields whose chosen column is not there any more. */
  readonly gone: readonly FieldName[];
}

/** Recognises what a table is about, and puts what was chosen by hand in its place. */
export function chosenFields(
  table: Table,
  surveys: readonly ColumnSurvey[],
  chosen: ChosenMeaning,
): TableFields {
  const { columns } = table;
  const { kind, mapping: recognised } =
    chosen.kind === undefined
      ? recognise(columns, surveys)
      : { kind: chosen.kind, mapping: mapColumns(chosen.kind, columns, surveys) };
  let mapping = withSide(kind, recognised, table);
  const gone: FieldName[] = [];
  for (const { name } of FIELDS[kind]) {
    if (!chosen.columns.has(name)) continue;
    const column = chosen.columns.get(name);
    const place = column && placeOf(column, columns);
    if (column && place === undefined) {
      gone.push(name);
      continue;
    }
    const { [name]: _, ...others } = mapping;
    mapping = place === undefined ? others : { ...others, [name]: place };
  }
  return { kind, mapping, gone };
}

/** The same for another table, in which a column is found by its title alone. */
export function forOtherTable({ columns, ...chosen }: ChosenMeaning): ChosenMeaning {
  const byTitle = [...columns].map(
    ([field, column]) => [field, column && { ...column, columns: undefined }] as const,
  );
  return { ...chosen, columns: new Map(byTitle) };
}

// In another encoding it is called otherwise, and below another row of titles too.
function placeOf(chosen: ChosenColumn, columns: readonly string[]): number | undefined {
  const place = columns.indexOf(chosen.title);
  if (place >= 0) return place;
  return columns.length === chosen.columns ? chosen.place : undefined;
}
