import { comparableUsername } from "../domain/username.ts";
import type { Position } from "../eventlog/envelope.ts";
import type { ClientRow } from "./clients.ts";
import type { KeyedView } from "./keyed-view.ts";

/** Finds the clients whose username looks like another one. */
export interface LookAlikes {
  /** Those of some position that look like a username and are not the same; the first few of them. */
  of(username: string, at: Position): readonly string[];
}

/** Most that are named: more say no more. */
const MOST = 3;
/** Rows read in one go. */
const STRIDE = 1_024;

/** Makes the index of what usernames look like. It reads each client once, when it is first asked. */
export function createLookAlikes(clients: KeyedView<ClientRow>): LookAlikes {
  const places = new Map<string, number[]>();
  let known = 0;
  const read = (at: Position): void => {
    const count = clients.count(at);
    while (known < count) {
      const rows = clients.rows(at, known, Math.min(known + STRIDE, count));
      for (const { username } of rows) {
        const look = lookOf(username);
        places.set(look, [...(places.get(look) ?? []), known]);
        known += 1;
      }
    }
  };
  return {
    of(username, at) {
      read(at);
      const comparable = comparableUsername(username);
      const found = (places.get(lookOf(username)) ?? []).flatMap((place) =>
        clients.rows(at, place, place + 1).map((row) => row.username),
      );
      return found.filter((other) => comparableUsername(other) !== comparable).slice(0, MOST);
    },
  };
}

/**
 * What a text looks like to a hurried reader: two texts of one look are easily taken for each other. Letters of other scripts
 * become the Latin ones they look like (the commonest pairs of Unicode's confusables, UTS #39), marks above and below letters
 * are left out, and so is what is neither letter nor digit.
 */
export function lookOf(text: string): string {
  const latin = Array.from(text.normalize("NFKC"), (letter) => LIKE.get(letter) ?? letter).join("");
  const lower = Array.from(latin.toLowerCase(), (letter) => LIKE.get(letter) ?? letter).join("");
  return lower
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}

const LIKE = new Map(
  [
    ["АВЕЅІЈКМНОРСТУХԚԜ", "ABESIJKMHOPCTYXQW"],
    ["аеѕіјорсухһԁԛԝѵ", "aesijopcyxhdqwv"],
    ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"],
    ["αγικνορτυχϲ", "ayiknoptuxc"],
    ["ıɑɡøđħŧłI|01", "iagodhtlllol"],
  ].flatMap(([from = "", to = ""]) =>
    Array.from(from, (letter, place) => [letter, to[place] ?? letter] as const),
  ),
);
