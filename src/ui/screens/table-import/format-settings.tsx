import { useStore } from "zustand";
import type { TableImport } from "../../../application/store/table-import-state.ts";
import { DATE_ORDERS } from "../../../formats/csv/cells/read-date.ts";
import { DECIMAL_SIGNS } from "../../../formats/csv/cells/written-number.ts";
import { tableGaps } from "../../../formats/csv/detection/table-gaps.ts";
import { TABLE_KINDS } from "../../../formats/csv/fields.ts";
import { ENCODINGS } from "../../../formats/csv/languages.ts";
import { SEPARATORS, type TableRow } from "../../../formats/csv/table.ts";
import panel from "../../components/layout.module.css";
import { Choice } from "../../components/select-field.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import { CurrencyField } from "./currency-field.tsx";
import { NewClientsFields } from "./new-clients-fields.tsx";
import { Remark } from "./remark.tsx";
import { TableQuestions } from "./table-questions.tsx";

/** How a file is read: guessed, and to be chosen otherwise. */
export function TableForms({ table }: { readonly table: TableImport }) {
  const { encoding, workbook, opened } = useStore(table.state);
  const form = opened.kind === "reading" ? undefined : opened.form;
  const meaning = opened.kind === "open" ? opened.meaning : undefined;
  const isWithoutCurrency =
    opened.kind === "open" &&
    tableGaps(opened.table, opened.meaning, opened.surveys).isWithoutCurrency;
  return (
    <section className={panel["card"]} aria-labelledby="forms-title">
      <h2 id="forms-title">{rooms.tables.forms}</h2>
      <div className={panel["filters"]}>
        {meaning && (
          <Choice
            label={rooms.tables.kind}
            value={meaning.kind}
            options={TABLE_KINDS.map((kind) => [kind, rooms.tables.kinds[kind]] as const)}
            onChange={table.chooseKind}
          />
        )}
        {workbook ? (
          <Choice
            label={rooms.tables.sheet}
            value={String(workbook.sheet)}
            options={workbook.sheets.map((name, place) => [String(place), name] as const)}
            onChange={(place) => table.chooseSheet(Number(place))}
          />
        ) : (
          <Choice
            label={rooms.tables.encoding}
            value={encoding}
            options={ENCODINGS.map((name) => [name, rooms.tables.encodings[name]] as const)}
            onChange={table.chooseEncoding}
          />
        )}
        {form && (
          <>
            {!workbook && (
              <Choice
                label={rooms.tables.separator}
                value={form.separator}
                options={SEPARATORS.map((sign) => [sign, rooms.tables.separators[sign]] as const)}
                onChange={(separator) => table.chooseForm({ ...form, separator })}
              />
            )}
            {opened.kind === "open" && (
              <Choice
                label={rooms.tables.titleRow}
                value={String(form.titleRow ?? NONE)}
                options={[
                  ...opened.table.head.map((row) => [String(row.row), titlesIn(row)] as const),
                  [NONE, rooms.tables.noTitles],
                ]}
                onChange={(row) =>
                  table.chooseForm({ ...form, titleRow: row === NONE ? undefined : Number(row) })
                }
              />
            )}
          </>
        )}
        {meaning && meaning.kind !== "clients" && (
          <>
            <Choice
              label={rooms.tables.numbers}
              value={meaning.forms.decimal}
              options={DECIMAL_SIGNS.map((sign) => [sign, rooms.tables.decimals[sign]] as const)}
              onChange={(decimal) => table.chooseForms({ decimal })}
            />
            <CurrencyField
              key={meaning.forms.currency}
              currency={meaning.forms.currency}
              onChange={(currency) => table.chooseForms({ currency })}
            />
          </>
        )}
        {meaning?.kind === "orders" && (
          <NewClientsFields newClients={meaning.newClients} onChange={table.chooseNewClients} />
        )}
        {meaning?.mapping.date !== undefined && (
          <Choice
            label={rooms.tables.dates}
            value={meaning.forms.dates}
            options={DATE_ORDERS.map((order) => [order, rooms.tables.dateOrders[order]] as const)}
            onChange={(dates) => table.chooseForms({ dates })}
          />
        )}
        {meaning?.mapping.discount !== undefined && (
          <Choice
            label={rooms.tables.discounts}
            value={meaning.forms.areDiscountsFractions ? "fractions" : "percent"}
            options={[
              ["percent", rooms.tables.discountForms.percent],
              ["fractions", rooms.tables.discountForms.fractions],
            ]}
            onChange={(chosen) =>
              table.chooseForms({ areDiscountsFractions: chosen === "fractions" })
            }
          />
        )}
      </div>
      {meaning && isWithoutCurrency && (
        <Remark>{rooms.tables.noCurrency(meaning.forms.currency)}</Remark>
      )}
      <TableQuestions table={table} />
    </section>
  );
}

const NONE = "none";
/** Characters of a row that tell whether it is the one of the titles. */
const SHOWN_TITLES = 60;

function titlesIn({ row, cells }: TableRow): string {
  const titles = cells.filter((cell) => cell.trim() !== "").join(", ");
  const shown = titles.length > SHOWN_TITLES ? `${titles.slice(0, SHOWN_TITLES)}…` : titles;
  return rooms.tables.titlesIn(row, shown);
}
