import { currencyInTitle } from "../cells/currency-marks.ts";
import { type FieldName, MONEY_FIELDS } from "../fields.ts";
import type { TableMeaning } from "../rows/row-reading.ts";
import type { Table } from "../table.ts";
import type { ColumnSurvey } from "./survey-columns.ts";
import { REASON_TITLE } from "./title-words.ts";

/** What a table does not say, or what is not taken from it. */
export interface TableGaps {
  /** Titles of columns that hold something and stand for no field. */
  readonly leftOut: readonly string[];
  /** Whether nothing says when. */
  readonly isUndated: boolean;
  /** Whether amounts have no currency, in no column and beside no number. */
  readonly isWithoutCurrency: boolean;
}

/** Looks for what a table lacks as it is understood now. */
export function tableGaps(
  { columns }: Pick<Table, "columns">,
  { kind, mapping }: Pick<TableMeaning, "kind" | "mapping">,
  surveys: readonly ColumnSurvey[],
): TableGaps {
  const used = Object.values(mapping);
  const surveyOf = (field: FieldName) => surveys[mapping[field] ?? -1];
  const saysCurrency =
    surveyOf("currency")?.filled ||
    MONEY_FIELDS.some(
      (field) =>
        surveyOf(field)?.namesCurrency || currencyInTitle(columns[mapping[field] ?? -1] ?? ""),
    );
  return {
    leftOut: columns.filter(
      (title, place) => !used.includes(place) && title !== REASON_TITLE && surveys[place]?.filled,
    ),
    isUndated: !surveyOf("date")?.filled,
    isWithoutCurrency: kind !== "clients" && !saysCurrency,
  };
}
