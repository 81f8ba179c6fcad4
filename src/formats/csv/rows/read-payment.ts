import { type CellReading, quoteCell } from "../cells/cell-reading.ts";
import { readMoney, splitPayment } from "../cells/parse-cells.ts";
import { type PaymentSide, sideOf } from "../cells/payment-side.ts";
import type { CellForms } from "../detection/detect-formats.ts";
import { saysBalances } from "../fields.ts";
import { type Cells, neededNumber, type RowReaders, rowCurrency, when } from "./row-cells.ts";
import type { TableCommand } from "./row-reading.ts";

/** Reads a row of payments: money that goes into a wallet, or out of it. */
export function readPayment(cells: Cells, readers: RowReaders): TableCommand {
  const { forms } = readers;
  const client = cells.neededId("client");
  const field = amountField(cells);
  const isBalance = field === "balance";
  const currency = rowCurrency(cells, field, forms);
  const money = readers.currencyOf(currency);
  const written = splitPayment(cells.needed(field));
  const read = (): CellReading<number> => readMoney(written.amount, forms.decimal, money);
  const amount = neededNumber(cells, field, read);
  const side = rowSide(cells, field, written.side);
  if (amount === 0 && !isBalance && cells.problems.length === 0) {
    cells.refuse(field, "nothing-moved", "Nothing is moved");
  }
  if (amount < 0 && isBalance) {
    cells.refuse(field, "less-than-nothing", "A wallet cannot hold less than nothing");
  }
  const moved = movedBy(side, amount, forms);
  if (moved === undefined) {
    const reason = "The amount is less than nothing, but the row says that it came in";
    cells.refuse(field, "contrary-sides", reason);
  }
  return {
    type: (moved ?? amount) < 0 ? "DebitWallet" : "CreditWallet",
    client,
    amount: Math.abs(amount),
    currency,
    ...when(cells, readers),
  };
}

/**
 * What a payment moves, below 0 where it goes out; undefined where its sign and its side contradict
 * each other. Money out may be written below 0 or above it; where a table has both, it is asked
 * whether what is below 0 came back.
 */
export function movedBy(
  side: PaymentSide | undefined,
  amount: number,
  { debitsBelowZero = "out" }: Pick<CellForms, "debitsBelowZero">,
): number | undefined {
  if (side === "debit") {
    const signs = { out: -Math.abs(amount), back: -amount, signed: amount };
    return signs[debitsBelowZero];
  }
  return side === "credit" && amount < 0 ? undefined : amount;
}

/** A field that an amount can stand in. */
type AmountField = "amount" | "debit" | "credit" | "balance";

/**
 * Where the amount of a payment stands: of two columns, in the one that holds more than zero. What
 * is to be in the wallet only counts where no column says what moved.
 */
export function amountField(cells: Cells): AmountField {
  if (saysBalances((field) => cells.titleOf(field) !== undefined)) return "balance";
  const filled = (["debit", "credit"] as const).filter((name) => /[1-9]/.test(cells.text(name)));
  const [only] = filled;
  if (filled.length > 1) {
    cells.refuse("credit", "debit-and-credit", "The row has both a debit and a credit");
  }
  return only ?? (cells.text("amount") === "" && cells.text("debit") !== "" ? "debit" : "amount");
}

/** Which way the money goes, where a column or the amount itself says so. */
export function rowSide(
  cells: Cells,
  field: AmountField,
  written: PaymentSide | undefined,
): PaymentSide | undefined {
  const named = cells.read("side", (cell): CellReading<PaymentSide> => {
    const value = sideOf(cell);
    const problem = `${quoteCell(cell)} is neither debit nor credit, such as S or H, Dr or Cr`;
    return value ? { value } : { fault: "no-side", problem };
  });
  const own = field === "debit" || field === "credit" ? field : undefined;
  const said = [own, named, written].filter(Boolean);
  const [first] = said;
  if (said.some((side) => side !== first)) {
    cells.refuse(field, "contrary-sides", "One cell says debit, another one credit");
  }
  return first;
}
