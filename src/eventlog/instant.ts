import type { EpochMs } from "./envelope.ts";

const RFC_3339 =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** First and last instant that RFC 3339 can write: the years 0001 to 9999, in UTC. */
export const EARLIEST = Date.parse("0001-01-01T00:00:00.000Z") as EpochMs;
export const LATEST = Date.parse("9999-12-31T23:59:59.999Z") as EpochMs;

/** Reads a time written by RFC 3339, to the millisecond; `undefined` unless that instant exists. */
export function parseInstant(text: string): EpochMs | undefined {
  const [, year, month, day] = RFC_3339.exec(text) ?? [];
  if (year === undefined) return undefined;
  const ms = Date.parse(text);
  // `Date` lets 30 February pass as 1 March.
  const days = new Date(Date.UTC(2000, Number(month), 0));
  days.setUTCFullYear(Number(year), Number(month), 0);
  if (Number(day) < 1 || Number(day) > days.getUTCDate()) return undefined;
  return ms >= EARLIEST && ms <= LATEST ? (ms as EpochMs) : undefined;
}

const EXPORTED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Reads a time just as `Date.toISOString` writes it; `undefined` for any other text. */
export function parseIsoInstant(text: string): EpochMs | undefined {
  const ms = EXPORTED.test(text) ? Date.parse(text) : Number.NaN;
  // `Date` lets 30 February pass as 1 March, and midnight as hour 24 of the day before.
  const isExported = ms >= EARLIEST && new Date(ms).getUTCDate() === Number(text.slice(8, 10));
  return isExported ? (ms as EpochMs) : undefined;
}
