import type { OpenedTable, TableImport } from "../../../application/store/table-import-state.ts";
import { tableGaps } from "../../../formats/csv/detection/table-gaps.ts";
import { FIELDS, type FieldName } from "../../../formats/csv/fields.ts";
import panel from "../../components/layout.module.css";
import { Choice } from "../../components/select-field.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import { Remark } from "./remark.tsx";

interface TableMappingProps {
  readonly table: TableImport;
  readonly opened: Extract<OpenedTable, { readonly kind: "open" }>;
}

/** In which column each field stands: recognised by its title, and to be chosen by hand. */
export function TableMapping({ table, opened }: TableMappingProps) {
  const { columns } = opened.table;
  const { kind, mapping } = opened.meaning;
  const { leftOut, isUndated } = tableGaps(opened.table, opened.meaning, opened.surveys);
  const titles = leftOut.map((title) => `“${title}”`).join(", ");
  const choices = columns.map((column, index) => [String(index), column] as const);
  return (
    <section className={panel["card"]} aria-labelledby="columns-title">
      <h2 id="columns-title">{rooms.tables.mapping}</h2>
      <div className={panel["filters"]}>
        {FIELDS[kind].map(({ name, isNeeded }) => (
          <Choice
            key={name}
            label={rooms.tables.fields[name]}
            value={String(mapping[name] ?? NONE)}
            options={[
              [NONE, isNeeded ? rooms.tables.chooseColumn : rooms.tables.noColumn],
              ...choices,
            ]}
            onChange={(chosen) =>
              chosen === NONE ? table.map(name) : table.map(name, Number(chosen))
            }
          />
        ))}
      </div>
      {opened.gone.length > 0 && (
        <Remark>{rooms.tables.columnsGone(opened.gone.length, listed(opened.gone))}</Remark>
      )}
      {isUndated && <Remark>{rooms.tables.undated}</Remark>}
      {leftOut.length > 0 && <Remark>{rooms.tables.leftOut(leftOut.length, titles)}</Remark>}
    </section>
  );
}

function listed(fields: readonly FieldName[]): string {
  return fields.map((name) => `“${rooms.tables.fields[name]}”`).join(", ");
}

const NONE = "none";
