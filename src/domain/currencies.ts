/**
 * The currencies of ISO 4217, list one as published on 2024-06-25, with the digits of their minor units. A table of the
 * app's own, because what `Intl` says of them differs between browsers and their releases, and an amount in a log must
 * mean the same everywhere. Codes without minor units in the standard (metals, funds, tests) have 0 digits.
 */
const CODES_BY_DIGITS: Readonly<Record<number, string>> = {
  0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XAG XAU XBA XBB XBC XBD XDR XOF XPD XPF XPT XSU XTS XUA XXX",
  2: "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD YER ZAR ZMW ZWG",
  3: "BHD IQD JOD KWD LYD OMR TND",
  4: "CLF UYW",
};

const MINOR_DIGITS = new Map<string, number>(
  Object.entries(CODES_BY_DIGITS).flatMap(([digits, codes]) =>
    codes.split(" ").map((code) => [code, Number(digits)] as const),
  ),
);

/** Digits of a currency's minor units where the table has none: a code that was withdrawn, or made up. */
const USUAL_DIGITS = 2;

/** Digits of the minor units of a currency: 2 for EUR, 0 for JPY, 3 for KWD; 2 for a code that ISO 4217 does not list. */
export function minorDigitsOf(currency: string): number {
  return MINOR_DIGITS.get(currency) ?? USUAL_DIGITS;
}

/** Whether a text is a currency code that ISO 4217 lists today, in capital letters. */
export function isCurrencyCode(text: string): boolean {
  return MINOR_DIGITS.has(text);
}

/** What a command is told whose currency is no such code. */
export const NEEDS_CURRENCY =
  "A currency is one of the three-letter codes of ISO 4217, such as EUR.";
