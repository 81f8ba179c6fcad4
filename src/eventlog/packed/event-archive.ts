import { type Position, positionAfter, START, type UnhashedEvent } from "../envelope.ts";
import { countWhile } from "./binary-search.ts";
import { type PackedEvents, packEvents } from "./packed-events.ts";

/** All events of a log in memory, nearly all of them as bytes: any one can be had at once, and a million take no heap. */
export interface EventArchive {
  /** The last position that was added. */
  reaches(): Position;
  /** Takes a page that continues what is there; what it holds before that is known already. */
  addPage(page: PackedEvents): void;
  /** Takes an event that directly continues what is there. */
  add(event: UnhashedEvent): void;
  /** An event as it was recorded, but for its hash; undefined where there is none. */
  event(position: Position): UnhashedEvent | undefined;
}

/** Loose events are packed when there are so many. */
const PACK_AT = 1_024;

/** Makes an archive without an event. */
export function createEventArchive(): EventArchive {
  // From which position on each page is the one to ask: a page may begin before the end of the one before it.
  const pages: PackedEvents[] = [];
  const froms: Position[] = [];
  let loose: UnhashedEvent[] = [];
  let packedTo = START;

  const pageWith = (position: Position): PackedEvents | undefined =>
    pages[countWhile(froms, (from) => from <= position) - 1];

  const keep = (page: PackedEvents): void => {
    pages.push(page);
    froms.push(positionAfter(packedTo));
    packedTo = positionAfter(page.first, page.count - 1);
  };

  const pack = (): void => {
    // A page of its own: commits matter to storages, not here.
    keep(packEvents(loose.map((event) => ({ events: [event] }))));
    loose = [];
  };

  return {
    reaches: () => positionAfter(packedTo, loose.length),
    addPage(page) {
      if (loose.length > 0) pack();
      keep(page);
    },
    add(event) {
      loose.push(event);
      if (loose.length >= PACK_AT) pack();
    },
    event(position) {
      if (position <= START || position > packedTo + loose.length) return undefined;
      if (position > packedTo) return loose[position - packedTo - 1];
      const page = pageWith(position);
      return page?.event(position - page.first);
    },
  };
}
