import { type PackedEvents, packEvents } from "../encoding/event-page.ts";
import {
  type JsonObject,
  type Position,
  positionAfter,
  START,
  type UnhashedEvent,
} from "../envelope.ts";
import { countWhile } from "./binary-search.ts";
import { createGaps, type Stretch } from "./gaps.ts";

/**
 * All events of a log in memory, nearly all of them as bytes: any one can be had at once, and a million take no heap. May
 * begin behind events that are known to be there and come later, in any order.
 */
export interface EventArchive {
  /** The last position that was added, or is known to be there. */
  reaches(): Position;
  /** Takes a page that continues what is there; what it holds before that is known already. */
  addPage(page: PackedEvents): void;
  /** Takes an event that directly continues what is there. */
  add(event: UnhashedEvent): void;
  /** Forgets everything behind a position that is here. */
  cutBehind(position: Position): void;
  /** Takes a page of events that were known to be there. */
  recall(page: PackedEvents): void;
  /** The first of these that are still to come; undefined once everything is here. */
  missing(): Stretch | undefined;
  /** The positions still to come that somebody asked for since the last call. */
  wanted(): readonly Position[];
  /** Whether an event is here; it is wanted if not. */
  has(position: Position): boolean;
  /** An event as it was recorded, but for its hash; undefined where there is none, or where it is still to come. */
  event(position: Position): UnhashedEvent | undefined;
  /** At least some members of what an event carries, for less than all of it; undefined where `event` is. */
  members(position: Position, names: readonly string[]): JsonObject | undefined;
}

/** Loose events are packed when there are so many. */
const PACK_AT = 1_024;

/**
 * Makes an archive without an event.
 * @param known the last of the events that are known to be there and come later.
 */
export function createEventArchive(known: Position = START): EventArchive {
  const gaps = createGaps(known);
  const wanted = new Set<Position>();
  // From which position on each page is the one to ask: a page may begin before the end of the one before it.
  const pages: PackedEvents[] = [];
  const froms: Position[] = [];
  let loose: UnhashedEvent[] = [];
  let packedTo = known;

  const placeOf = (position: Position): number => countWhile(froms, (from) => from <= position);

  const pageWith = (position: Position): PackedEvents | undefined => {
    const page = pages[placeOf(position) - 1];
    return page && position < page.first + page.count ? page : undefined;
  };

  const pageFor = (position: Position): PackedEvents | undefined => {
    const page = pageWith(position);
    if (!page) wanted.add(position);
    return page;
  };

  const keep = (page: PackedEvents, from: Position): void => {
    const place = placeOf(from);
    pages.splice(place, 0, page);
    froms.splice(place, 0, from);
  };

  const append = (page: PackedEvents): void => {
    keep(page, positionAfter(packedTo));
    packedTo = lastOf(page);
  };

  const pack = (): void => {
    // A page of its own: commits matter to storages, not here.
    append(packEvents(loose.map((event) => ({ events: [event] }))));
    loose = [];
  };

  const isThere = (position: Position): boolean =>
    position > START && position <= packedTo + loose.length;

  return {
    reaches: () => positionAfter(packedTo, loose.length),
    addPage(page) {
      if (loose.length > 0) pack();
      append(page);
    },
    add(event) {
      loose.push(event);
      if (loose.length >= PACK_AT) pack();
    },
    cutBehind(position) {
      while (packedTo > position) {
        const page = pages.pop() as PackedEvents;
        const from = froms.pop() as Position;
        packedTo = positionAfter(from, -1);
        loose = Array.from({ length: Math.max(position - packedTo, 0) }, (_, index) =>
          page.event(from + index - page.first),
        );
      }
      loose.length = position - packedTo;
    },
    recall(page) {
      for (const { from } of gaps.close(page.first, lastOf(page))) keep(page, from);
    },
    missing: gaps.first,
    wanted() {
      const positions = [...wanted].filter((position) => !pageWith(position));
      wanted.clear();
      return positions;
    },
    has(position) {
      if (!gaps.first() || position > known || pageWith(position)) return true;
      wanted.add(position);
      return false;
    },
    event(position) {
      if (!isThere(position)) return undefined;
      if (position > packedTo) return loose[position - packedTo - 1];
      const page = pageFor(position);
      return page?.event(position - page.first);
    },
    members(position, names) {
      if (!isThere(position)) return undefined;
      if (position > packedTo) return loose[position - packedTo - 1]?.data;
      const page = pageFor(position);
      return page?.members(position - page.first, names);
    },
  };
}

function lastOf({ first, count }: PackedEvents): Position {
  return positionAfter(first, count - 1);
}
