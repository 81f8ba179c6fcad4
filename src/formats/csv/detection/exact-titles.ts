import type { FieldName, Mapping, TableKind } from "../fields.ts";
import { FIELDS, ORDER_STEP_FIELDS } from "../fields.ts";
import { type ColumnSurvey, shapeOf } from "./survey-columns.ts";

/** Fields whose columns are known by whole titles: their words mean other things beside others. */
const TITLES = {
  paidAt: ["paid by wallet"],
  shippedAt: [
    ...["shipped date", "date shipped", "shipped on date", "dispatched date"],
    ...["versanddatum", "versandt am", "date d’expédition", "date d'expédition"],
    ...["fecha de envío", "data di spedizione", "verzenddatum", "data de envio", "data wysyłki"],
  ],
  cancelledAt: [
    ...["cancelled date", "date cancelled", "canceled date", "date canceled", "stornodatum"],
    ...["date d’annulation", "date d'annulation", "fecha de cancelación", "annuleringsdatum"],
  ],
  paidOrder: ["order paid by wallet"],
  record: ["hindsight record"],
  event: ["hindsight event"],
  orderId: ["hindsight order"],
  reason: ["reason"],
} as const satisfies { readonly [Name in FieldName]?: readonly string[] };

/** One of these fields. */
export type ExactField = keyof typeof TITLES;

/** Whether a field is one of these. */
export function isExact(name: FieldName): name is ExactField {
  return Object.hasOwn(TITLES, name);
}

/** Where the fields of a kind stand that are known by whole titles. */
export function byExactTitles(
  kind: TableKind,
  columns: readonly string[],
  surveys: readonly ColumnSurvey[],
): Mapping {
  const titles = columns.map((title) => title.trim().toLowerCase());
  const found = (Object.keys(TITLES) as ExactField[]).flatMap((name) => {
    const isOfKind = FIELDS[kind].some((field) => field.name === name);
    const place = titles.findIndex((title) => (TITLES[name] as readonly string[]).includes(title));
    return isOfKind && place >= 0 && mayHold(name, surveys[place]) ? [[name, place] as const] : [];
  });
  return Object.fromEntries(found);
}

// A column that says “pending” or “yes” tells no day.
function mayHold(name: ExactField, survey: ColumnSurvey | undefined): boolean {
  const isStep = ORDER_STEP_FIELDS.some((field) => field === name);
  return !isStep || !survey?.filled || shapeOf(survey) === "date";
}
