import { useStore } from "zustand";
import type { TableImport } from "../../../store/table-import-state.ts";
import { DATE_ORDERS, DECIMAL_SIGNS } from "../../../transfer/csv/cells.ts";
import { ENCODINGS } from "../../../transfer/csv/encoding.ts";
import { TABLE_KINDS } from "../../../transfer/csv/fields.ts";
import { SEPARATORS } from "../../../transfer/csv/read-table.ts";
import { Choice } from "../../parts/choice.tsx";
import panel from "../../parts/panel.module.css";
import { CurrencyField } from "./currency-field.tsx";
import {
  DATE_NAMES,
  DECIMAL_NAMES,
  ENCODING_NAMES,
  KIND_NAMES,
  SEPARATOR_NAMES,
} from "./table-words.ts";

/** How a file is read: guessed, and to be chosen otherwise. */
export function TableForms({ table }: { readonly table: TableImport }) {
  const { encoding, opened } = useStore(table.state);
  const form = opened.kind === "reading" ? undefined : opened.form;
  const meaning = opened.kind === "open" ? opened.meaning : undefined;
  return (
    <section className={panel["card"]} aria-labelledby="forms-title">
      <h2 id="forms-title">How it is read</h2>
      <div className={panel["filters"]}>
        {meaning && (
          <Choice
            label="The rows are"
            value={meaning.kind}
            options={TABLE_KINDS.map((kind) => [kind, KIND_NAMES[kind]] as const)}
            onChange={table.chooseKind}
          />
        )}
        <Choice
          label="Encoding"
          value={encoding}
          options={ENCODINGS.map((name) => [name, ENCODING_NAMES[name]] as const)}
          onChange={table.chooseEncoding}
        />
        {form && (
          <>
            <Choice
              label="Between cells"
              value={form.separator}
              options={SEPARATORS.map((sign) => [sign, SEPARATOR_NAMES[sign]] as const)}
              onChange={(separator) => table.chooseForm({ ...form, separator })}
            />
            <Choice
              label="First row"
              value={form.hasTitles ? "titles" : "data"}
              options={[
                ["titles", "Titles"],
                ["data", "Already data"],
              ]}
              onChange={(first) => table.chooseForm({ ...form, hasTitles: first === "titles" })}
            />
          </>
        )}
        {meaning && meaning.kind !== "clients" && (
          <>
            <Choice
              label="Numbers"
              value={meaning.forms.decimal}
              options={DECIMAL_SIGNS.map((sign) => [sign, DECIMAL_NAMES[sign]] as const)}
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
            label="Dates"
            value={meaning.forms.dates}
            options={DATE_ORDERS.map((order) => [order, DATE_NAMES[order]] as const)}
            onChange={(dates) => table.chooseForms({ ...meaning.forms, dates })}
          />
        )}
        {meaning?.mapping.discount !== undefined && (
          <Choice
            label="Discounts"
            value={meaning.forms.areDiscountsFractions ? "fractions" : "percent"}
            options={[
              ["percent", "5 means 5 %"],
              ["fractions", "0.05 means 5 %"],
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
    </section>
  );
}
