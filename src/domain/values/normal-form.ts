/**
 * A text in a normal form of Unicode, as `normalize` gives it for texts of up to 5,000 code units.
 * A longer one is taken piece by piece: engines sort the marks on one letter in the square of their
 * number, and tens of thousands of them would hold up the page for seconds.
 */
export function normalForm(text: string, form: "NFC" | "NFD" | "NFKC" | "NFKD"): string {
  if (text.length <= PIECE_LENGTH) return text.normalize(form);
  return (text.match(PIECE) ?? []).map((piece) => piece.normalize(form)).join("");
}

/** More than any username comes to: of each of its 256 code units NFKC makes 18 at most. */
const PIECE_LENGTH = 5_000;
const PIECE = new RegExp(`[^]{1,${PIECE_LENGTH}}`, "gu");
