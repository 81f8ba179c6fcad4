import { UNUSUAL_DIGITS } from "./minor-digits.ts";

/**
 * The currencies of ISO 4217 whose minor units have two digits: list one as published on
 * 2024-06-25, and XCG and XAD, which came by amendment since. What was withdrawn since stays, for
 * books that have it.
 */
const USUAL =
  "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";

/** All codes, in the order of the alphabet. */
export const CURRENCY_CODES: readonly string[] = [USUAL, ...Object.values(UNUSUAL_DIGITS)]
  .flatMap((codes) => codes.split(" "))
  .sort();

const CODES = new Set(CURRENCY_CODES);

/** Whether a text is a currency code that ISO 4217 lists today, in capital letters. */
export function isCurrencyCode(text: string): boolean {
  return CODES.has(text);
}

/** Message of the rejection `invalid-currency`. */
export const NEEDS_CURRENCY =
  "A currency is one of the three-letter codes of ISO 4217, such as EUR.";
