import { DEFAULT_CURRENCY } from "../../../application/commands/prepare-command.ts";
import type { Draft } from "../../../application/store/book-store.ts";
import { minorDigitsOf } from "../../../domain/values/minor-digits.ts";
import { lineTotal, type OrderLine, orderTotal, plainMoney } from "../../../domain/values/money.ts";
import { writeDecimal } from "../../../domain/values/write-decimal.ts";
import type { OrderRow } from "../../../read-model/projections/orders.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { type NumberReading, parseDecimal, parseQuantity } from "../parse-number.ts";
import type { Problems } from "../use-command-form.ts";
import { beginEdit, editedVersion } from "./edit-draft.ts";

/** Name of the draft of a new order. */
export const NEW_ORDER = "place-order";

const FIELDS = ["productCode", "quantity", "unitPrice", "discount"] as const;
type LineField = (typeof FIELDS)[number];

/** Name of a field of a line, as rejections name it. */
export function lineField(line: number, field: LineField): string {
  return `lines.${line}.${field}`;
}

/** The line that a field belongs to; undefined for a field of none. */
export function lineOf(field: string): number | undefined {
  const line = /^lines\.(\d+)\./.exec(field)?.[1];
  return line === undefined ? undefined : Number(line);
}

/** How many lines the draft has; never less than one. */
export function lineCount(draft: Draft): number {
  return Math.max(1, Number(draft["lineCount"] ?? 1));
}

/** Currency of the draft. */
export function currencyOf(draft: Draft): string {
  return draft["currency"] ?? DEFAULT_CURRENCY;
}

/** The draft with one more line. */
export function withLine(draft: Draft): Draft {
  return { ...draft, lineCount: String(lineCount(draft) + 1) };
}

/** The draft without a line; those behind it move up. */
export function withoutLine(draft: Draft, gone: number): Draft {
  const lines = Array.from({ length: lineCount(draft) }, (_, index) => index).filter(
    (index) => index !== gone,
  );
  const kept = Object.entries(draft).filter(([field]) => !field.startsWith("lines."));
  const moved = lines.flatMap((from, to) =>
    FIELDS.map((field) => [lineField(to, field), draft[lineField(from, field)] ?? ""]),
  );
  return { ...Object.fromEntries([...kept, ...moved]), lineCount: String(lines.length) };
}

/** The names of a draft's fields, line by line. */
export function lineFieldsOf(draft: Draft): { readonly name: string; readonly label: string }[] {
  return Array.from({ length: lineCount(draft) }, (_, line) =>
    FIELDS.map((field) => ({
      name: lineField(line, field),
      label: rooms.orders.lineField(line + 1, rooms.fields[field]),
    })),
  ).flat();
}

type TypedLine = Omit<OrderLine, "discount"> & { readonly discount?: number | undefined };

/** Recorded lines as a person would have typed them. */
export function draftOfLines(lines: readonly TypedLine[], currency: string): Draft {
  const fields = lines.flatMap(({ productCode, quantity, unitPrice, discount }, line) => [
    [lineField(line, "productCode"), productCode],
    [lineField(line, "quantity"), String(quantity)],
    [lineField(line, "unitPrice"), plainMoney(unitPrice, currency)],
    [lineField(line, "discount"), discount === undefined ? "" : writeDecimal(discount, 2)],
  ]);
  return { ...Object.fromEntries(fields), lineCount: String(lines.length), currency };
}

/** A draft that begins to change an order's lines as they stand. */
export function beginOrderEdit({ lines, currency, version }: OrderRow): Draft {
  return beginEdit(draftOfLines(lines, currency), version);
}

/** The command that places the draft as an order. */
export function placeCommand(draft: Draft): unknown {
  const { client = "" } = draft;
  return { type: "PlaceOrder", client, lines: orderLines(draft), currency: currencyOf(draft) };
}

/** The command that gives an order the lines of the draft. */
export function changeLinesCommand(orderId: OrderRow["id"], draft: Draft): unknown {
  const expectedVersion = editedVersion(draft);
  return { type: "ChangeOrderLines", orderId, lines: orderLines(draft), expectedVersion };
}

/** What is wrong with a new order as it stands. */
export function orderProblems(draft: Draft): Problems {
  const client = draft["client"]?.trim() ? undefined : rooms.orders.needsClient;
  return { client, ...lineProblems(draft) };
}

/** What is wrong with the lines as they stand. */
export function lineProblems(draft: Draft): Problems {
  const problems: Record<string, string | undefined> = {};
  for (let line = 0; line < lineCount(draft); line += 1) {
    const read = readLine(draft, line);
    problems[lineField(line, "productCode")] = read.productCode.trim()
      ? undefined
      : rooms.orders.needsProduct;
    for (const field of ["quantity", "unitPrice", "discount"] as const) {
      const reading = read[field];
      problems[lineField(line, field)] = "problem" in reading ? reading.problem : undefined;
    }
  }
  return problems;
}

/** The lines of the draft as a command carries them. What cannot be read is NaN, which the domain refuses. */
function orderLines(draft: Draft): OrderLine[] {
  return Array.from({ length: lineCount(draft) }, (_, line) => {
    const read = readLine(draft, line);
    const discount = numberOf(read.discount);
    return {
      productCode: read.productCode,
      quantity: numberOf(read.quantity),
      unitPrice: numberOf(read.unitPrice),
      ...(discount !== 0 && { discount }),
    };
  });
}

/** Total of the draft in minor units, or `undefined` while it cannot be told. */
export function draftTotal(draft: Draft): number | undefined {
  const lines = orderLines(draft);
  const readable = lines.every(({ quantity, unitPrice, discount = 0 }) =>
    [quantity, unitPrice, discount].every(Number.isSafeInteger),
  );
  return readable && lines.every((line) => lineTotal(line) !== undefined)
    ? orderTotal(lines)
    : undefined;
}

function readLine(draft: Draft, line: number) {
  const typed = (field: LineField) => draft[lineField(line, field)] ?? "";
  const discount = parseDecimal(typed("discount") || "0", 2);
  return {
    productCode: typed("productCode"),
    quantity: parseQuantity(typed("quantity")),
    unitPrice: parseDecimal(typed("unitPrice"), minorDigitsOf(currencyOf(draft))),
    discount:
      "value" in discount && discount.value > 10_000
        ? { problem: rooms.orders.discountTooHigh }
        : discount,
  };
}

function numberOf(reading: NumberReading): number {
  return "value" in reading ? reading.value : Number.NaN;
}
