/**
 * Currencies of ISO 4217 whose minor units have other than two digits, by that number. A table of the app's own, because
 * what `Intl` says of them differs between browsers and their releases, and an amount in a log must mean the same
 * everywhere. Codes without minor units in the standard (metals, funds, tests) have 0 digits.
 */
export const UNUSUAL_DIGITS: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XAG XAU XBA XBB XBC XBD XDR XOF XPD XPF XPT XSU XTS XUA XXX",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

const DIGITS = new Map<string, number>(
  Object.entries(UNUSUAL_DIGITS).flatMap(([digits, codes]) =>
    codes.split(" ").map((code) => [code, Number(digits)] as const),
  ),
);

const USUAL_DIGITS = 2;

/** Digits of the minor units of a currency: 2 for EUR, 0 for JPY, 3 for KWD; 2 for a code that ISO 4217 does not list. */
export function minorDigitsOf(currency: string): number {
  return DIGITS.get(currency) ?? USUAL_DIGITS;
}
