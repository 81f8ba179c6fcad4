import type { OpenedTable, TableImport } from "../../../store/table-import-state.ts";
import { FIELDS } from "../../../transfer/csv/fields.ts";
import { REASON_TITLE } from "../../../transfer/csv/plain-rows.ts";
import { Choice } from "../../parts/choice.tsx";
import panel from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";

interface TableMappingProps {
  readonly table: TableImport;
  readonly opened: Extract<OpenedTable, { readonly kind: "open" }>;
}

/** In which column each field stands: recognised by its title, and to be chosen by hand. */
export function TableMapping({ table, opened }: TableMappingProps) {
  const { columns } = opened.table;
  const { kind, mapping } = opened.meaning;
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
      <LeftOut opened={opened} />
    </section>
  );
}

/** The columns that no field is taken from, so that none is left out unseen. */
function LeftOut({ opened: { table, meaning } }: Pick<TableMappingProps, "opened">) {
  const used = Object.values(meaning.mapping);
  const unused = table.columns.filter((title, at) => !used.includes(at) && title !== REASON_TITLE);
  if (unused.length === 0) return null;
  const titles = unused.map((title) => `“${title}”`).join(", ");
  return <p className={panel["soft"]}>{rooms.tables.unused(unused.length, titles)}</p>;
}

const NONE = "none";
