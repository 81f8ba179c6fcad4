import type { EpochMs } from "../../../eventlog/envelope.ts";
import { currencyOf } from "../cells/currency-marks.ts";
import { readDiscount } from "../cells/parse-cells.ts";
import { type DateOrder, readDate } from "../cells/read-date.ts";
import { DECIMAL_SIGNS, type DecimalSign } from "../cells/written-number.ts";
import type { Separator } from "../table.ts";
import type { CellPlace, FormsSurvey } from "./survey-formats.ts";

/** How numbers, dates and amounts of a table are to be understood. */
export interface CellForms {
  readonly decimal: DecimalSign;
  readonly dates: DateOrder;
  /** Whether 0.05 in a column of discounts means 5 %. */
  readonly areDiscountsFractions: boolean;
  /** Of rows that name none. */
  readonly currency: string;
  /** What money out below 0 means, where other money out is above it. */
  readonly debitsBelowZero?: DebitsBelowZero;
}

/**
 * What an amount below 0 can mean that is said to have gone out: it went out like those above 0, it
 * came back, or it went out and those above 0 came back.
 */
export const DEBITS_BELOW_ZERO = ["out", "back", "signed"] as const;

/** One of these meanings. */
export type DebitsBelowZero = (typeof DEBITS_BELOW_ZERO)[number];

/** What a table leaves open, with a cell of it, and what that cell would mean either way. */
export type FormsQuestion =
  | { readonly about: "decimal"; readonly at: CellPlace; readonly readings: Readings<DecimalSign> }
  | {
      readonly about: "dates";
      readonly at: CellPlace;
      readonly readings: Readings<DateOrder, EpochMs>;
    }
  | {
      readonly about: "debitsBelowZero";
      readonly at: CellPlace;
      readonly readings: readonly { readonly choice: DebitsBelowZero }[];
    }
  | {
      readonly about: "areDiscountsFractions";
      readonly at: CellPlace;
      /** In per cent. */
      readonly readings: Readings<boolean>;
    }
  | {
      readonly about: "currency";
      readonly at: CellPlace;
      readonly readings: readonly { readonly choice: string }[];
    };

type Readings<Choice, Value = number> = readonly {
  readonly choice: Choice;
  readonly value: Value;
}[];

/** How the cells of a table are read, and what has to be asked first. */
export interface GuessedForms {
  readonly forms: CellForms;
  readonly questions: readonly FormsQuestion[];
}

/** What is known beside the cells. */
export interface FormsContext {
  /** What numbers and dates mean where the browser is at home, and the currency of the book. */
  readonly home: CellForms;
  /** What sets the cells of the file apart, if it is a text. */
  readonly separator: Separator | undefined;
  /** What was chosen by hand: it is neither guessed nor asked. */
  readonly chosen: Partial<CellForms>;
}

/**
 * Tells how the cells of a table are to be read, from all of its rows. Where they leave it open and
 * the readings differ, it is asked; the forms then hold one reading to go on with.
 */
export function guessForms(
  survey: FormsSurvey,
  { home, separator, chosen }: FormsContext,
): GuessedForms {
  const currency = guessCurrency(survey, home.currency);
  const clues: Clues = { survey, separator, currency: chosen.currency ?? currency.value };
  const decimal = guessDecimal(clues, home.decimal);
  const dates = guessDates(clues, home.dates);
  const fractions = guessFractions(survey, chosen.decimal ?? decimal.value);
  const open = [
    decimal.question,
    dates.question,
    currency.question,
    fractions.question,
    askDebits(survey),
  ];
  return {
    forms: {
      decimal: decimal.value,
      dates: dates.value,
      currency: currency.value,
      areDiscountsFractions: fractions.value,
      ...chosen,
    },
    questions: open.filter(
      (question) => question !== undefined && chosen[question.about] === undefined,
    ) as readonly FormsQuestion[],
  };
}

interface Clues {
  readonly survey: FormsSurvey;
  readonly separator: Separator | undefined;
  readonly currency: string;
}

interface Guess<Value> {
  readonly value: Value;
  readonly question?: FormsQuestion;
}

function guessDecimal(clues: Clues, home: DecimalSign): Guess<DecimalSign> {
  const { votes, unclear } = clues.survey.decimals;
  const certain = DECIMAL_SIGNS.filter((sign) => votes[sign] > 0);
  const [only = home] = certain;
  if (certain.length === 1) return { value: only };
  const most = votes["."] === votes[","] ? home : votes["."] > votes[","] ? "." : ",";
  const [first] = unclear;
  if (!first) return { value: certain.length > 0 ? most : (usualSign(clues.separator) ?? home) };
  const value = certain.length > 0 ? undefined : decimalByClues(clues);
  if (value) return { value };
  const readings = DECIMAL_SIGNS.map((sign) => ({ choice: sign, value: first.values[sign] }));
  return { value: most, question: { about: "decimal", at: placeOf(first), readings } };
}

/**
 * The sign that all clues beside the numbers speak for. Three digits behind a sign speak for
 * thousands, unless the currency has three itself; but alone they are not enough.
 */
function decimalByClues({ survey, separator, currency }: Clues): DecimalSign | undefined {
  const { areDotted, readable, total } = survey.dates;
  const ofFile: readonly DecimalSign[] = [
    usualSign(separator),
    areDotted ? ("," as const) : undefined,
    readable.dmy < readable.mdy && readable.mdy === total ? ("." as const) : undefined,
  ].flatMap((sign) => sign ?? []);
  const ofNumbers = survey.decimals.unclear.map((number): DecimalSign => {
    const digits = number.isWhole ? 0 : currencyOf(number.currency ?? currency).digits;
    if (digits >= DIGITS_OF_GROUP) return number.sign;
    return number.sign === "." ? "," : ".";
  });
  const [first] = ofFile;
  return [...ofFile, ...ofNumbers].every((sign) => sign === first) ? first : undefined;
}

/** Digits between two signs that set thousands apart. */
const DIGITS_OF_GROUP = 3;

// A comma that sets cells apart sets no decimals apart; semicolons came up where it does.
function usualSign(separator: Separator | undefined): DecimalSign | undefined {
  if (separator === ",") return ".";
  return separator === ";" ? "," : undefined;
}

function guessDates({ survey, separator }: Clues, home: DateOrder): Guess<DateOrder> {
  const { readable, total, areDotted, unclear, isYearFirst } = survey.dates;
  if (total === 0) return { value: isYearFirst ? "ymd" : home };
  const best = Math.max(...Object.values(readable));
  const orders = (["dmy", "mdy", "ymd"] as const).filter((order) => readable[order] === best);
  const [first = home] = orders;
  const fitting = orders.includes(home) ? home : first;
  const isDecided = orders.length === 1 && (best === total || !unclear);
  if (isDecided || !unclear) return { value: orders.length === 1 ? first : fitting };
  const { votes } = survey.decimals;
  const isContinental = areDotted || separator === ";" || (votes[","] > 0 && votes["."] === 0);
  const dayOrders = orders.filter((order) => order !== "ymd");
  if (best === total && isContinental && dayOrders.includes("dmy")) return { value: "dmy" };
  const asked = best === total ? orders : unclear.orders;
  const readings = asked.flatMap((choice) => {
    const reading = readDate(unclear.cell, choice);
    return "value" in reading ? [{ choice, value: reading.value }] : [];
  });
  return { value: fitting, question: { about: "dates", at: placeOf(unclear), readings } };
}

function askDebits({ unclearDebit }: FormsSurvey): FormsQuestion | undefined {
  if (!unclearDebit) return undefined;
  const readings = DEBITS_BELOW_ZERO.map((choice) => ({ choice }));
  return { about: "debitsBelowZero", at: placeOf(unclearDebit), readings };
}

// 0.05 can be 5 % or a twentieth of one.
function guessFractions({ unclearDiscount }: FormsSurvey, decimal: DecimalSign): Guess<boolean> {
  if (!unclearDiscount) return { value: false };
  const readings = [true, false].flatMap((choice) => {
    const reading = readDiscount(unclearDiscount.cell, decimal, choice);
    return "value" in reading ? [{ choice, value: reading.value / 100 }] : [];
  });
  const at = placeOf(unclearDiscount);
  const question: FormsQuestion = { about: "areDiscountsFractions", at, readings };
  return { value: true, ...(readings.length > 1 && { question }) };
}

/** Currencies that are offered for a sign which many share; others can be typed. */
const OFFERED_CURRENCIES = 6;

function guessCurrency({ currencies }: FormsSurvey, home: string): Guess<string> {
  const { sure, shared, titled, unmarked } = currencies;
  const [only = home] = sure;
  if (shared) {
    const fitting = [titled ?? only, only, home].find((code) => shared.codes.includes(code));
    if (fitting !== undefined) return { value: fitting };
    const [first = home] = shared.codes;
    return asked(first, shared, shared.codes.slice(0, OFFERED_CURRENCIES));
  }
  if (titled !== undefined) return { value: titled };
  return sure.length > 1 && unmarked ? asked(only, unmarked, sure) : { value: only };
}

function asked(value: string, at: CellPlace, codes: readonly string[]): Guess<string> {
  const readings = codes.map((choice) => ({ choice }));
  return { value, question: { about: "currency", at: placeOf(at), readings } };
}

function placeOf({ row, column, cell }: CellPlace): CellPlace {
  return { row, column, cell };
}
