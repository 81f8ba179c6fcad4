import { bookCurrency } from "../../../store/book-currency.ts";
import type { CellForms } from "../../../transfer/csv/guess-forms.ts";
import type { History } from "../../../views/history.ts";

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
