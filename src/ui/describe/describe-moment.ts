import type { EpochMs } from "../../eventlog/envelope.ts";
import { farFromToday } from "../../read-model/queries/far-from-today.ts";
import { formatMoment } from "../i18n/format.ts";
import { rooms } from "../i18n/screen-texts.ts";

/**
 * A moment in words where it stands within a text, with a word behind it where it lies far from
 * today: “3 May 2062, 14:02 (in the future)”. On its own, `<Moment>` shows it.
 */
export function sayMoment(time: EpochMs, format: (time: EpochMs) => string = formatMoment): string {
  const far = farFromToday(time, Date.now() as EpochMs);
  return far ? rooms.moments.within[far](format(time)) : format(time);
}
