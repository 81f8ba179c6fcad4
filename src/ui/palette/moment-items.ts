import type { EpochMs, Position } from "../../eventlog/envelope.ts";
import { searchable } from "../../read-model/columns/normalize-text.ts";
import { positionOfTime } from "../../read-model/temporal/position-of-time.ts";
import type { BookServices } from "../context/book-context.tsx";
import { formatMoment } from "../i18n/format.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { inspect } from "../provenance/open-inspector.ts";
import { describeEvent } from "../timeline/cursor-label.ts";
import type { PaletteItem } from "./palette-item.ts";
import { readMoment } from "./parse-moment.ts";

/** Where a text leads in time: to an event by its number, to a moment in words, to a bookmark by its name. */
export function momentItems(
  { session }: Pick<BookServices, "session">,
  text: string,
  now: EpochMs,
): PaletteItem[] {
  const { history, time, store } = session;
  const numbered = eventNumbered(text, history.head().position);
  const moment = readMoment(text, now, navigator.language);
  const bookmarks = store.getState().book.care?.bookmarks ?? [];
  const like = searchable(text);
  return [
    ...(moment === undefined
      ? []
      : [
          {
            id: `moment-${moment}`,
            group: "moments" as const,
            title: formatMoment(moment),
            note: rooms.palette.atEvent(positionOfTime(history, moment)),
            run: () => time.arriveAt(positionOfTime(history, moment)),
          },
        ]),
    ...bookmarks
      .filter(({ name }) => text !== "" && searchable(name).includes(like))
      .map(({ position, name }) => ({
        id: `bookmark-${position}`,
        group: "moments" as const,
        title: name,
        note: rooms.palette.atEvent(position),
        run: () => time.goTo(position),
      })),
    ...(numbered === undefined
      ? []
      : [
          {
            id: `event-${numbered}`,
            group: "events" as const,
            title: rooms.dock.event(numbered),
            note: describeEvent(history, numbered).join(", "),
            run: () => time.goTo(numbered),
          },
          {
            id: `inspect-${numbered}`,
            group: "events" as const,
            title: rooms.palette.lookInto(numbered),
            note: rooms.palette.lookIntoMeans,
            run: () => inspect(store, numbered),
          },
        ]),
  ];
}

function eventNumbered(text: string, head: Position): Position | undefined {
  const [, digits] = /^#?([\d,.\s]+)$/.exec(text.trim()) ?? [];
  const number = digits && Number(digits.replace(/[,.\s]/g, ""));
  return number && Number.isSafeInteger(number) && number <= head
    ? (number as Position)
    : undefined;
}
