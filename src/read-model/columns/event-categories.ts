import type { Column } from "../../eventlog/columns/column.ts";
import type { Shelf } from "../../eventlog/columns/column-set.ts";
import type { Position } from "../../eventlog/envelope.ts";

/** What events are about, roughly: the colours of the timeline. */
export const FAMILIES = ["client", "order", "money", "other"] as const;

/** One of them. */
export type Family = (typeof FAMILIES)[number];

/** The family of every event, by position. */
export interface Families {
  /** The family of one event. */
  at(position: Position): Family;
  /** Adds to `counts`, family by family, the events behind `after` up to and with `upTo`. */
  countInto(counts: Uint32Array, after: Position, upTo: Position): void;
}

/** Families that are kept up to a log. */
export interface GrowingFamilies extends Families {
  /** Takes the type of the event at the next position. */
  add(position: Position, type: string): void;
}

/** Events between two sums that are kept: what lies between them is counted one by one. */
const BLOCK = 256;

/** Makes the families of a log: without an event, or with those that stand on the shelf. One byte an event. */
export function createFamilies(shelf: Shelf): GrowingFamilies {
  const families = shelf.uint8("families");
  const sums = createBlockSums(families);

  const countOneByOne = (counts: Uint32Array, from: number, to: number): void => {
    const { values } = families;
    for (let position = from; position < to; position += 1) {
      const family = values[position] as number;
      counts[family] = (counts[family] as number) + 1;
    }
  };

  return {
    add: (position, type) => families.set(position, FAMILIES.indexOf(familyOf(type))),
    at: (position) => FAMILIES[families.values[position] as number] ?? "other",
    countInto(counts, after, upTo) {
      const from = after + 1;
      const to = Math.min(upTo + 1, families.length);
      const first = Math.ceil(from / BLOCK);
      const last = Math.floor(to / BLOCK);
      if (last <= first) return countOneByOne(counts, from, to);
      countOneByOne(counts, from, first * BLOCK);
      sums.addInto(counts, first, last);
      countOneByOne(counts, last * BLOCK, to);
    },
  };
}

/** The family of events of a type; of one that nobody here knows, too. */
export function familyOf(type: string): Family {
  if (type.startsWith("Order")) return "order";
  if (type.startsWith("Client") || type.startsWith("Username")) return "client";
  return ["Wallet", "Payment", "Checkout"].some((word) => type.startsWith(word))
    ? "money"
    : "other";
}

// Counts of the whole blocks up to each one; made when asked for, since opening a book asks for nothing of the kind.
function createBlockSums(families: Column<Uint8Array>) {
  const kinds = FAMILIES.length;
  let sums = new Uint32Array(kinds * 16);
  let blocks = 0;

  const catchUp = (wanted: number): void => {
    if (sums.length < (wanted + 1) * kinds) {
      const larger = new Uint32Array(Math.max(sums.length * 2, (wanted + 1) * kinds));
      larger.set(sums);
      sums = larger;
    }
    for (; blocks < wanted; blocks += 1) {
      const before = blocks * kinds;
      sums.copyWithin(before + kinds, before, before + kinds);
      for (let place = blocks * BLOCK; place < (blocks + 1) * BLOCK; place += 1) {
        // Place 0 stands before the first event.
        if (place === 0) continue;
        const sum = before + kinds + (families.values[place] as number);
        sums[sum] = (sums[sum] as number) + 1;
      }
    }
  };

  return {
    /** Adds the blocks from `first` (included) to `last` (not included). */
    addInto(counts: Uint32Array, first: number, last: number): void {
      catchUp(last);
      for (let kind = 0; kind < kinds; kind += 1) {
        const upTo = sums[last * kinds + kind] as number;
        const before = sums[first * kinds + kind] as number;
        counts[kind] = (counts[kind] as number) + upTo - before;
      }
    },
  };
}
