import { useStore } from "zustand";
import type { TableImport } from "../../../store/table-import-state.ts";
import { DATE_ORDERS, DECIMAL_SIGNS } from "../../../transfer/csv/cells.ts";
import { ENCODINGS } from "../../../transfer/csv/encoding.ts";
import { TABLE_KINDS } from "../../../transfer/csv/fields.ts";
import { SEPARATORS } from "../../../transfer/csv/read-table.ts";
import { tableGaps } from "../../../transfer/csv/table-gaps.ts";
import { Choice } from "../../parts/choice.tsx";
import { Notice } from "../../parts/notice.tsx";
import panel from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";
import { CurrencyField } from "./currency-field.tsx";

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
            <Choice
              label={rooms.tables.firstRow}
              value={form.hasTitles ? "titles" : "data"}
              options={[
                ["titles", rooms.tables.firstRows.titles],
                ["data", rooms.tables.firstRows.data],
              ]}
              onChange={(first) => table.chooseForm({ ...form, hasTitles: first === "titles" })}
            />
          </>
        )}
        {meaning && meaning.kind !== "clients" && (
          <>
            <Choice
              label={rooms.tables.numbers}
              value={meaning.forms.decimal}
              options={DECIMAL_SIGNS.map((sign) => [sign, rooms.tables.decimals[sign]] as const)}
              onChange={(decimal) => table.chooseForms({ ...meaning.forms, decimal })}
            />
            <CurrencyField
              key={meaning.forms.currency}
              currency={meaning.forms.currency}
              onChange={(currency) => table.chooseForms({ ...meaning.forms, currency })}
            />
          </>
        )}
        {meaning?.mapping.date !== undefined && (
          <Choice
            label={rooms.tables.dates}
            value={meaning.forms.dates}
            options={DATE_ORDERS.map((order) => [order, rooms.tables.dateOrders[order]] as const)}
            onChange={(dates) => table.chooseForms({ ...meaning.forms, dates })}
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
              table.chooseForms({
                ...meaning.forms,
                areDiscountsFractions: chosen === "fractions",
              })
            }
          />
        )}
      </div>
      {meaning && isWithoutCurrency && (
        <Notice tone="past">{rooms.tables.noCurrency(meaning.forms.currency)}</Notice>
      )}
    </section>
  );
}
