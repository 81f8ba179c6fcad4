import { bookCurrency } from "../../../application/session/book-currency.ts";
import type { CellForms } from "../../../formats/csv/detection/detect-formats.ts";
import type { History } from "../../../read-model/read-model.ts";

/** What numbers and dates mean where this browser is at home, and the currency of the book. */
export function homeForms(history: History): CellForms {
  const number = new Intl.NumberFormat().formatToParts(0.5);
  const [first] = new Intl.DateTimeFormat()
    .formatToParts(0)
    .filter(({ type }) => type === "year" || type === "month" || type === "day");
  return {
    decimal: number.some(({ type, value }) => type === "decimal" && value === ",") ? "," : ".",
    dates: first?.type === "year" ? "ymd" : first?.type === "month" ? "mdy" : "dmy",
    areDiscountsFractions: false,
    currency: bookCurrency(history),
  };
}
