import { writeDecimal } from "./write-decimal.ts";

// What a format resolves to costs as much to ask as to format.
interface MoneyFormat {
  readonly format: Intl.NumberFormat;
  readonly digits: number;
}

const formats = new Map<string, MoneyFormat>();
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const exactMoment = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "long" });
const calendarMonth = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "short" });
const whole = new Intl.NumberFormat();
const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 2 });

/** Digits after the point in a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return formatOf(currency).digits;
}

/** An amount of minor units as people write it here. */
export function formatMoney(amount: number, currency: string): string {
  const { format, digits } = formatOf(currency);
  // As text, since a division would round amounts near Number.MAX_SAFE_INTEGER.
  const decimal = writeDecimal(Math.abs(amount), digits);
  const sign = amount < 0 ? "-" : "";
  return format.format(`${sign}${decimal}` as Intl.StringNumericLiteral);
}

/** By how much an amount changed, with its sign set apart: “+ €410.00”. */
export function formatChange(amount: number, currency: string): string {
  return `${amount < 0 ? "−" : "+"} ${formatMoney(Math.abs(amount), currency)}`;
}

/** Basis points as per cent: 500 is “5%”. */
export function formatPercent(basisPoints: number): string {
  return percent.format(basisPoints / 10_000);
}

/** A count with thousands set apart. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** The day of an instant, in the person's zone. */
export function formatDay(ms: number): string {
  return day.format(ms);
}

/** A month, as years times twelve, as people write it here. */
export function formatMonth(month: number): string {
  return calendarMonth.format(new Date(Math.floor(month / 12), month % 12));
}

/** Day and minute of an instant, in the person's zone. */
export function formatMoment(ms: number): string {
  return moment.format(ms);
}

/** An instant to the second, with the zone. */
export function formatExactMoment(ms: number): string {
  return exactMoment.format(ms);
}

const ages = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const MINUTE = 60_000;
const STEPS = [
  { unit: "day", ms: 1_440 * MINUTE },
  { unit: "hour", ms: 60 * MINUTE },
  { unit: "minute", ms: MINUTE },
] as const;

/** How long ago something was, in its largest whole unit; less than a minute is now. */
export function formatAge(ms: number): string {
  const step = STEPS.find((candidate) => ms >= candidate.ms);
  return step ? ages.format(-Math.floor(ms / step.ms), step.unit) : ages.format(0, "second");
}

const waits = {
  day: new Intl.NumberFormat(undefined, { style: "unit", unit: "day", unitDisplay: "short" }),
  hour: new Intl.NumberFormat(undefined, { style: "unit", unit: "hour", unitDisplay: "short" }),
  minute: new Intl.NumberFormat(undefined, { style: "unit", unit: "minute", unitDisplay: "short" }),
};

/** How long something lasted, in its largest whole unit: “2 hr”; less than a minute is one. */
export function formatWait(ms: number): string {
  const { unit, ms: length } = STEPS.find((step) => ms >= step.ms) ?? STEPS[2];
  return waits[unit].format(Math.max(1, Math.round(ms / length)));
}

const sizes = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });

/** A size in the unit that reads best; a kilobyte has 1,000 bytes. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${sizes.format(bytes / 1_000 ** power)} ${units[power]}`;
}

function formatOf(currency: string): MoneyFormat {
  const known = formats.get(currency);
  if (known) return known;
  const format = makeFormat(currency);
  const made = { format, digits: format.resolvedOptions().maximumFractionDigits ?? 2 };
  formats.set(currency, made);
  return made;
}

function makeFormat(currency: string): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(undefined, { style: "currency", currency });
  } catch {
    return new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  }
}
