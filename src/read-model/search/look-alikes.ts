import { comparableUsername } from "../../domain/aggregates/username.ts";
import { normalForm } from "../../domain/values/normal-form.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { ClientRow } from "../projections/clients.ts";
import type { KeyedView } from "../temporal/temporal-view.ts";

/** Finds the clients whose username looks like another one. */
export interface LookAlikes {
  /**
   * Those of some position that look like a username and are not the same; the first few of them.
   */
  of(username: string, at: Position): readonly string[];
}

/** More names would say no more. */
const MAX_NAMED = 3;

const INDEXES = new WeakMap<KeyedView<ClientRow>, LookAlikes>();

/** The index of a view. It looks at each client once; those that are still to be read, later. */
export function lookAlikesIn(clients: KeyedView<ClientRow>): LookAlikes {
  const index = INDEXES.get(clients) ?? createLookAlikes(clients);
  INDEXES.set(clients, index);
  return index;
}

function createLookAlikes(clients: KeyedView<ClientRow>): LookAlikes {
  const places = new Map<string, number[]>();
  let known = 0;
  const usernameAt = (place: number, at: Position) =>
    clients.rows(at, place, place + 1)[0]?.username;
  const read = (at: Position): void => {
    for (const count = clients.count(at); known < count; known += 1) {
      const username = usernameAt(known, at);
      // Those behind it wait with it: a client is known by its place.
      if (username === undefined) return;
      for (const look of looksOf(username)) {
        const alike = places.get(look);
        if (alike) alike.push(known);
        else places.set(look, [known]);
      }
    }
  };
  return {
    of(username, at) {
      const looks = looksOf(username);
      read(at);
      const comparable = comparableUsername(username);
      const found = new Set(looks.flatMap((look) => places.get(look) ?? []));
      return [...found]
        .map((place) => usernameAt(place, at))
        .filter((other) => other !== undefined)
        .filter((other) => looksOf(other).some((look) => looks.includes(look)))
        .filter((other) => comparableUsername(other) !== comparable)
        .slice(0, MAX_NAMED);
    },
  };
}

/** What a text may be taken for: a capital I is read as an l by some and as an i by others. */
function looksOf(text: string): readonly string[] {
  return [...new Set([lookOf(text), lookOf(text.toLowerCase())])].filter((look) => look !== "");
}

/**
 * What a text looks like to a hurried reader: two texts of one look are easily taken for each
 * other. Letters of other scripts become the Latin ones they look like (the commonest pairs of
 * Unicode's confusables, UTS #39), marks on Latin, Greek and Cyrillic letters are left out, and so
 * is what is neither letter nor digit.
 */
export function lookOf(text: string): string {
  const seen = normalForm(text.replace(UNSEEN, ""), "NFKC");
  const latin = Array.from(seen, (letter) => LIKE.get(letter) ?? letter).join("");
  const lower = Array.from(latin.toLowerCase(), (letter) => LIKE.get(letter) ?? letter).join("");
  return normalForm(lower, "NFD")
    .replace(MARKS, "$1")
    .replace(/[^\p{L}\p{N}\p{M}]/gu, "")
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}

/** What shows nothing; and signs such as ´ that NFKC makes marks of. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Sk}]/gu;

// In other scripts a mark makes another word.
const MARKS = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;

const LIKE = new Map(
  [
    ["АВЕЅІЈКМНОРСТУХԚԜ", "ABESIJKMHOPCTYXQW"],
    ["аеѕіјорсухһԁԛԝѵ", "aesijopcyxhdqwv"],
    ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"],
    ["αγικνορτυχϲ", "ayiknoptuxc"],
    ["ıɑɡøđħŧłI|01", "iagodhtlllol"],
    ["Ӏӏǀօս", "lllou"],
  ].flatMap(([from = "", to = ""]) =>
    Array.from(from, (letter, place) => [letter, to[place] ?? letter] as const),
  ),
);
