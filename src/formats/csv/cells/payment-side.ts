import { normalForm } from "../../../domain/values/normal-form.ts";

/** Which way money goes: out of the wallet, or into it. */
export type PaymentSide = "debit" | "credit";

/** The side that a word, letter or sign of bank files and ledgers means; undefined for any other. */
export function sideOf(text: string): PaymentSide | undefined {
  const word = normalForm(text.trim(), "NFKD").toLowerCase().replace(NO_PART_OF_WORD, "");
  return SIDES.get(word);
}

const NO_PART_OF_WORD = /[\p{M}\s./()]/gu;

// English, German, French, Spanish, Italian, Dutch, Portuguese, Polish, and ISO 20022.
const WORDS: { readonly [Side in PaymentSide]: string } = {
  debit:
    "- − – s soll d dr db dt deb debit debits dbit debet debe debito dare af wn winien lastschrift belastung auszahlung ausgang ausgabe out withdrawal payment cargo prelievo addebito obciazenie wydatek",
  credit:
    "+ h haben c cr ct cred credit credits crdt haber credito avere bij ma gutschrift einzahlung eingang einnahme in deposit abono versement accredito uznanie wplyw",
};

const SIDES: ReadonlyMap<string, PaymentSide> = new Map(
  (["debit", "credit"] as const).flatMap((side) =>
    WORDS[side].split(" ").map((word) => [word, side] as const),
  ),
);
