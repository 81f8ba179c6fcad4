import { minorDigitsOf } from "../../domain/values/minor-digits.ts";
import { plainMoney } from "../../domain/values/money.ts";

const DATES = {
  day: { dateStyle: "medium" },
  moment: { dateStyle: "medium", timeStyle: "short" },
  exactMoment: { dateStyle: "long", timeStyle: "long" },
  month: { year: "numeric", month: "short" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const NUMBERS = {
  count: {},
  percent: { style: "percent", maximumFractionDigits: 2 },
  size: { maximumSignificantDigits: 3 },
  days: { style: "unit", unit: "day", unitDisplay: "short" },
  hours: { style: "unit", unit: "hour", unitDisplay: "short" },
  minutes: { style: "unit", unit: "minute", unitDisplay: "short" },
} satisfies Record<string, Intl.NumberFormatOptions>;

// A format costs milliseconds to make, the first one of a kind many: none is made before it is used.
const dateFormat = madeOnce(
  (style: keyof typeof DATES) => new Intl.DateTimeFormat(undefined, DATES[style]),
);
const numberFormat = madeOnce(
  (style: keyof typeof NUMBERS) => new Intl.NumberFormat(undefined, NUMBERS[style]),
);
const ageFormat = madeOnce(
  (numeric: "auto") => new Intl.RelativeTimeFormat(undefined, { numeric }),
);
const moneyFormat = madeOnce(makeMoneyFormat);

/** Has the browser read how numbers are written here, which takes it 30 ms or more: for a moment in which nobody waits. */
export function warmUpFormats(): void {
  formatCount(0);
}

/** An amount of minor units as people write it here. */
export function formatMoney(amount: number | bigint, currency: string): string {
  // As text, since a division would round amounts near Number.MAX_SAFE_INTEGER.
  const decimal = plainMoney(amount, currency) as Intl.StringNumericLiteral;
  return moneyFormat(currency).format(decimal);
}

/** By how much an amount changed, with its sign set apart: “+ €410.00”. */
export function formatChange(amount: number | bigint, currency: string): string {
  return `${amount < 0 ? "−" : "+"} ${formatMoney(amount < 0 ? -amount : amount, currency)}`;
}

/** Basis points as per cent: 500 is “5%”. */
export function formatPercent(basisPoints: number): string {
  return numberFormat("percent").format(basisPoints / 10_000);
}

/** A count with thousands set apart. */
export function formatCount(count: number): string {
  return numberFormat("count").format(count);
}

/** The day of an instant, in the person's zone. */
export function formatDay(ms: number): string {
  return written("day", ms);
}

/** A month, as years times twelve, as people write it here. */
export function formatMonth(month: number): string {
  return dateFormat("month").format(new Date(Math.floor(month / 12), month % 12));
}

/** Day and minute of an instant, in the person's zone. */
export function formatMoment(ms: number): string {
  return written("moment", ms);
}

/** An instant to the second, with the zone. */
export function formatExactMoment(ms: number): string {
  return written("exactMoment", ms);
}

// A number that is no time is shown as it is: it must not take the screen down.
function written(style: keyof typeof DATES, ms: number): string {
  return Number.isNaN(new Date(ms).getTime()) ? String(ms) : dateFormat(style).format(ms);
}

const MINUTE = 60_000;
const STEPS = [
  { unit: "day", units: "days", ms: 1_440 * MINUTE },
  { unit: "hour", units: "hours", ms: 60 * MINUTE },
  { unit: "minute", units: "minutes", ms: MINUTE },
] as const;

/** How long ago something was, in its largest whole unit; less than a minute is now. */
export function formatAge(ms: number): string {
  const step = STEPS.find((candidate) => ms >= candidate.ms);
  const format = ageFormat("auto");
  return step ? format.format(-Math.floor(ms / step.ms), step.unit) : format.format(0, "second");
}

/** How long something lasted, in its largest whole unit: “2 hr”; less than a minute is one. */
export function formatWait(ms: number): string {
  const { units, ms: length } = STEPS.find((step) => ms >= step.ms) ?? STEPS[2];
  return numberFormat(units).format(Math.max(1, Math.round(ms / length)));
}

/** A size in the unit that reads best; a kilobyte has 1,000 bytes. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${numberFormat("size").format(bytes / 1_000 ** power)} ${units[power]}`;
}

function makeMoneyFormat(currency: string): Intl.NumberFormat {
  try {
    // Its digits are those of the log's amounts, and not what this browser thinks of the currency.
    const digits = minorDigitsOf(currency);
    return new Intl.NumberFormat(undefined, {
      style: "currency",
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  } catch {
    return new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  }
}

function madeOnce<Key, Format>(make: (key: Key) => Format): (key: Key) => Format {
  const made = new Map<Key, Format>();
  return (key) => {
    const known = made.get(key);
    if (known) return known;
    const format = make(key);
    made.set(key, format);
    return format;
  };
}
