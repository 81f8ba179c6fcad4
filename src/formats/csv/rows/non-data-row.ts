import { normalForm } from "../../../domain/values/normal-form.ts";
import { quoteCell } from "../cells/cell-reading.ts";
import type { Mapping, RowKind } from "../fields.ts";

/**
 * Why a row holds no data: it repeats the titles, or it is one of totals or closes a report, as its
 * first words say and the fields that it leaves empty. Undefined where it may hold data; a client
 * may be called “Total”.
 */
export function whyNoData(
  cells: readonly string[],
  columns: readonly string[],
  kind: RowKind,
  mapping: Mapping,
): string | undefined {
  if (cells[0]?.trim() === columns[0] && cells.every((cell, at) => cell.trim() === columns[at])) {
    return "It repeats the titles of the columns.";
  }
  const first = cells.find((cell) => cell.trim() !== "") ?? "";
  if (!MAY_CLOSE.test(first)) return undefined;
  const words = normalForm(first, "NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const isTotal = TOTAL.test(words);
  if (!isTotal && !CLOSING.test(words)) return undefined;
  const isEmpty = (field: keyof Mapping) => {
    const place = mapping[field];
    return place !== undefined && /^[\s\d]*$/.test(cells[place] ?? "");
  };
  const fields = DESCRIBED[kind].filter((field) => mapping[field] !== undefined);
  const isLoose = kind !== "clients" || /[:=\d]/.test(words);
  const isLine = (["quantity", "unitPrice"] as const).every((field) =>
    /\d/.test(cells[mapping[field] ?? -1] ?? ""),
  );
  if (kind === "orders" && isLine && /\d/.test(cells[mapping.client ?? -1] ?? "")) return undefined;
  const isClosing = isLoose ? fields.some(isEmpty) : fields.length > 0 && fields.every(isEmpty);
  if (!isClosing && !(fields.length === 0 && /[:=\d]/.test(words))) return undefined;
  const what = isTotal ? "of totals" : "that closes the report";
  return `It looks like a row ${what}, not of data: it begins with ${quoteCell(first)}.`;
}

/** What a row of data says beside its numbers; of a client, some of it. */
const DESCRIBED: { readonly [Kind in RowKind]: readonly (keyof Mapping)[] } = {
  clients: ["name", "email", "phone", "address", "country", "date"],
  orders: ["client", "productCode"],
  wallets: ["client", "date"],
};

// Quick for the many rows that begin with none of these letters.
const MAY_CLOSE = /^[\s(]*[\dgstrzeijnłlpc]/i;
const TOTAL =
  /^(?:grand |sub-?|zwischen|gesamt|end|invoice |page )*(?:totals?|totale|totaal|totaux|summen?|gesamt|gesamtsumme|gesamtbetrag|somme|suma|soma|razem|lacznie|importe total)(?=$|[\s:=(\d])/;
const CLOSING =
  /^\(?\d+ (?:rows?|records?|lines?|customers?|zeilen|datensatze)\)?$|^(?:rows?|records?|count|anzahl)\s*[:=]|^(?:end of (?:report|file|list)|ende der liste|generated (?:on|by|at)|report generated|exported (?:on|by|at)|printed (?:on|by|at)|erstellt am|gedruckt am|page \d+ of \d+|seite \d+ von \d+)/;
