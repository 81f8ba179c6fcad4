import { isCurrencyCode } from "../../../domain/values/currencies.ts";
import { minorDigitsOf } from "../../../domain/values/minor-digits.ts";
import { type CellReading, quoteCell, visibleText } from "./cell-reading.ts";

/** A currency as far as amounts need it. */
export interface Currency {
  readonly code: string;
  /** Digits of its minor units. */
  readonly digits: number;
}

/** What is known of a currency by its code. */
export function currencyOf(code: string): Currency {
  return { code, digits: minorDigitsOf(code) };
}

/** The currencies that a mark beside a number can stand for, the most usual one first. */
export interface CurrencyMark {
  readonly codes: readonly string[];
  /** Whether the first one is meant unless something else says otherwise. */
  readonly isSure: boolean;
}

/** What a code, sign or word of a currency can stand for; undefined where it is none. */
export function currencyMark(text: string): CurrencyMark | undefined {
  const mark = text.replace(/[\s.]/g, "").toUpperCase();
  const known = MARKS.get(mark);
  if (known) return known;
  return isCurrencyCode(mark) && !NO_MONEY.includes(mark)
    ? { codes: [mark], isSure: true }
    : undefined;
}

/** The currency that the title of a column names behind its words, as in `Amount (USD)`. */
export function currencyInTitle(title: string): CurrencyMark | undefined {
  const found = IN_TITLE.exec(title)
    ?.slice(1)
    .find((mark) => mark !== undefined);
  return found === undefined ? undefined : currencyMark(found);
}

/** A title without the currency that it names. */
export function withoutCurrency(title: string): string {
  return currencyInTitle(title) ? title.replace(IN_TITLE, "") : title;
}

const IN_TITLE =
  /(?:[([]\s?([^()[\]]{1,9})[)\]]|\sin\s(\S{1,9})|_([A-Za-z]{3})|[\s-]([A-Z]{3})|(\p{Sc}))\s?$/u;

/** Reads a currency by its code, or by a sign or word that only one has. */
export function readCurrency(cell: string): CellReading<string> {
  const mark = currencyMark(visibleText(cell));
  const [code] = mark?.codes ?? [];
  if (mark?.isSure && code !== undefined) return { value: code };
  const problem = `${quoteCell(cell)} is no currency code of ISO 4217, such as EUR`;
  return { fault: "no-currency", problem };
}

/** Codes of the standard that stand for no currency and for tests. */
const NO_MONEY: readonly string[] = ["XXX", "XTS"];

/** Signs and words that mean the first of these currencies, and may mean the others. */
const SURE_MARKS: Readonly<Record<string, string>> = {
  EUR: "€ EURO EUROS",
  "GBP EGP FKP GIP SHP SYP LBP SDG SSP": "£",
  USD: "US$ $US U$S",
  CAD: "CA$ CAN$ CDN$",
  AUD: "A$ AU$ AUS$",
  NZD: "NZ$",
  HKD: "HK$",
  SGD: "S$ SG$",
  TWD: "NT$",
  MXN: "MX$ MEX$",
  BRL: "R$",
  JPY: "円 YEN JP¥",
  CNY: "元 RMB CN¥",
  KRW: "₩ 원 ￦",
  INR: "₹",
  SEK: "SKR KRONOR",
  NOK: "NKR",
  DKK: "DKR",
  ISK: "ÍKR",
  PLN: "ZŁ ZL ZŁOTY ZŁOTYCH",
  CZK: "KČ KC",
  HUF: "FT FORINT",
  BGN: "ЛВ",
  RUB: "₽ РУБ",
  UAH: "₴ ГРН",
  TRY: "₺ TL",
  CHF: "SFR FR FRANKEN",
  ILS: "₪",
  THB: "฿ BAHT",
  VND: "₫ Đ",
  PHP: "₱",
  IDR: "RP",
  MYR: "RM",
  ZAR: "R",
  NGN: "₦",
  GHS: "₵ GH₵",
  KZT: "₸",
  GEL: "₾",
  AMD: "֏",
  AZN: "₼",
  KHR: "៛",
  LAK: "₭",
  MNT: "₮",
  CRC: "₡",
  PYG: "₲",
  PEN: "S/",
  KES: "KSH",
  TZS: "TSH",
  UGX: "USH",
  BDT: "৳",
  "RSD MKD": "DIN ДИН",
  BAM: "KM",
  MKD: "ДЕН",
};

/** Signs and words that several currencies share. */
const SHARED_MARKS: Readonly<Record<string, string>> = {
  "USD CAD AUD NZD MXN SGD HKD TWD ARS CLP COP UYU BSD BBD BMD BND BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD":
    "$ DOLLAR DOLLARS ＄",
  "CAD NIO": "C$",
  "SEK NOK DKK ISK": "KR",
  "DKK NOK": "KRONER",
  "JPY CNY": "¥ ￥",
  "INR PKR LKR NPR MUR SCR": "₨ RS RUPEES",
  "RON MDL": "LEI LEU",
  "XOF XAF": "CFA FCFA",
  "AED MAD": "DH DHS",
  "SAR IRR OMR QAR YER": "﷼",
};

const MARKS: ReadonlyMap<string, CurrencyMark> = new Map([
  ...marksOf(SURE_MARKS, true),
  ...marksOf(SHARED_MARKS, false),
]);

function marksOf(table: Readonly<Record<string, string>>, isSure: boolean) {
  return Object.entries(table).flatMap(([codes, marks]) =>
    marks.split(" ").map((mark) => [mark, { codes: codes.split(" "), isSure }] as const),
  );
}
