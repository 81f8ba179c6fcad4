import { DETAILS, type Detail } from "../../domain/aggregates/client.ts";
import { type Column, createUint8Column } from "../../eventlog/columns/column.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { ClientRow } from "../projections/clients.ts";
import type { ReadMembers } from "../projections/projection.ts";
import { NONE } from "../temporal/row-entries.ts";
import type { KeyedView } from "../temporal/temporal-view.ts";
import { digitsIn, phoneDigits, searchable } from "./normalize-text.ts";
import { createDescent } from "./resumable-scan.ts";

/** The texts of a client that can be searched and sorted by. Of a telephone number, its digits. */
export type ClientField = "username" | Detail;

/** All of them. */
export const CLIENT_FIELDS: readonly ClientField[] = ["username", ...DETAILS];

/** What clients were called, entry by entry, as searches and sorts compare it. */
export interface ClientTexts {
  /** Reads all that is not read yet. */
  read(): Generator<void>;
  /** How many entries, from the first on, are read. */
  known(): number;
  /** One text as of an entry; empty where there is none, or while it is not read yet. */
  textOf(field: ClientField, entry: number): string;
  /** Which entries hold a text in one of some fields; the same one again for the same text. */
  matches(fields: readonly ClientField[], text: string): ClientMatches;
}

/** The entries of clients that hold a text. */
export interface ClientMatches {
  /** Looks through what was not looked through yet, the newest first. */
  look(): Generator<void>;
  /** True when an entry is known to hold the text. */
  has(entry: number): boolean;
  /** How many entries were looked at by now. */
  looked(): number;
  /** By the place of a client: 1 when some entry of it is known to hold the text. */
  readonly held: Column<Uint8Array>;
}

function wantedForm(field: ClientField, text: string): string {
  return field === "phone" ? phoneDigits(text) : searchable(text);
}

function keptForm(field: ClientField, text: string): string {
  if (field === "phone") return digitsIn(text);
  return searchable(field === "address" ? text.replaceAll("\n", " ") : text);
}

/** Texts that are read when somebody searches or sorts by them for the first time. */
export function createClientTexts(
  { entries, rows }: KeyedView<ClientRow>,
  members: ReadMembers,
): ClientTexts {
  const texts: Record<ClientField, (string | undefined)[]> = {
    ...{ username: [], name: [], email: [], phone: [], address: [] },
  };
  const latest = new Map<string, { readonly text: string; readonly matches: ClientMatches }>();

  // For all at once, since the newest are read first: an array that begins at its end would be kept as a dictionary.
  const makeRoom = (entry: number): void => {
    const more = entry + 1 - texts.username.length;
    if (more <= 0) return;
    for (const field of CLIENT_FIELDS) {
      const larger = new Array<string | undefined>(entry + 1 + (more >> 1));
      texts[field].forEach((text, place) => {
        larger[place] = text;
      });
      texts[field] = larger;
    }
  };

  const readEntry = (entry: number): void => {
    if (texts.username[entry] !== undefined) return;
    makeRoom(entry);
    const position = entries.positions.values[entry] as Position;
    const place = entries.places.values[entry] as number;
    // The first entry tells all that is known by then; a later one only what it changed.
    const isFirst = entries.before.values[entry] === NONE;
    const told = isFirst ? members(position, CLIENT_FIELDS) : rows(position, place, place + 1)[0];
    for (const field of CLIENT_FIELDS) {
      const text = told?.[field];
      texts[field][entry] = typeof text === "string" ? keptForm(field, text) : "";
    }
  };

  const createMatches = (fields: readonly ClientField[], text: string): ClientMatches => {
    const holding = createUint8Column();
    const held = createUint8Column();
    const wanted = fields.map((field) => [field, wantedForm(field, text)] as const);
    let looked = 0;
    const look = createDescent(entries.count, (entry) => {
      readEntry(entry);
      looked += 1;
      const holds = wanted.some(
        ([field, part]) => part !== "" && texts[field][entry]?.includes(part),
      );
      if (!holds) return;
      holding.set(entry, 1);
      held.set(entries.places.values[entry] as number, 1);
    });
    return {
      look,
      has: (entry) => entry !== NONE && holding.values[entry] === 1,
      looked: () => looked,
      held,
    };
  };

  let known = 0;
  return {
    *read() {
      while (known < entries.count()) {
        known += 1;
        readEntry(known);
        if (known % 64 === 0) yield;
      }
    },
    known: () => known,
    textOf: (field, entry) => texts[field][entry] ?? "",
    matches(fields, text) {
      const key = fields.join();
      const before = latest.get(key);
      if (before?.text === text) return before.matches;
      const matches = createMatches(fields, text);
      latest.set(key, { text, matches });
      return matches;
    },
  };
}
