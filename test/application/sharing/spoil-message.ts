import { SPOILT_HEADERS } from "../../eventlog/jetstream/spoilt-headers.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A whole number by chance, from 0 to below `below`. */
export type Chance = (below: number) => number;

/** Numbers by chance, the same for the same seed (mulberry32). */
export function createChance(seed: number): Chance {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** One of some items, by chance. */
export const oneOf = <Item>(random: Chance, items: readonly Item[]): Item =>
  items[random(items.length)] as Item;

const NASTY: readonly unknown[] = [
  ...[null, "", " ", "x", "constructor", "__proto__", "\ud800", 0, -0, -1, 1.5, 1e300, 2 ** 53],
  ...[[], {}, [null], { a: { b: [] } }, true, "9".repeat(64), "0".repeat(64)],
];

/** What stands for a value, as JSON that no program writes, or not quite. */
const NASTY_TEXTS: readonly string[] = [
  ...["1e400", "-1e400", "1e-400", "-0", "1.0", "0.1", "9007199254740993", "01", "NaN", "[1,]"],
  // The first and the last time that a log takes, and the ones beside them.
  ...["-62135596800000", "-62135596800001", "253402300799999", "253402300800000", "1.5e12"],
  ...['{"__proto__":{"a":1}}', '{"constructor":1}', '{"toString":1}', '{"a":1,"a":2}', '"\\u0000"'],
  ...['"\\ud800"', '"\\udc00\\ud800"', '"\u2028"', "/**/1", "", "'x'"],
];

const PLACEHOLDER = "here is something else";

/** A list in a list, as deep as that. */
const nested = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth));

/** As much in one level as nearly fills a message: members of an object, or items of a list. */
const wide = (random: Chance): unknown => {
  const numbers = Array.from({ length: oneOf(random, [1_000, 60_000]) }, (_, index) => index);
  const members = () => Object.fromEntries(numbers.map((number) => [`k${number}`, number]));
  return oneOf(random, [members, () => numbers, () => numbers.map(() => ({}))])();
};

type Parent = Record<string, unknown>;

/** All places of a JSON value that something else may be put in. */
function placesIn(value: unknown): (readonly [parent: Parent, key: string])[] {
  if (typeof value !== "object" || value === null) return [];
  const parent = value as Parent;
  return Object.keys(parent).flatMap((key) => [[parent, key] as const, ...placesIn(parent[key])]);
}

/** Makes something else of a message: cut, with another byte, or with something else in a place. */
export function spoilMessage(message: Uint8Array, random: Chance): Uint8Array {
  const kind = random(17);
  if (kind === 0) return message.slice(0, random(message.length));
  if (kind === 1) {
    const spoilt = message.slice();
    spoilt[random(spoilt.length)] = random(256);
    return spoilt;
  }
  const parsed = JSON.parse(decoder.decode(message));
  const [parent, key] = oneOf(random, placesIn(parsed));
  let text = PLACEHOLDER;
  if (kind === 2) delete parent[key];
  else if (kind === 3) parent[key] = nested(oneOf(random, [30, 63, 64, 65, 100, 5_000]));
  else if (kind === 4) parent[key] = "x".repeat(oneOf(random, [100, 5_000, 700_000]));
  else if (kind === 16) parent[key] = wide(random);
  else if (kind === 5) parent[`${key}x`] = parent[key];
  else if (kind === 6) parent[key] = oneOf(random, placesIn(parsed))[0][key] ?? null;
  else if (kind < 9) {
    text = oneOf(random, NASTY_TEXTS);
    parent[key] = PLACEHOLDER;
  } else if (kind === 9) {
    // The same name twice, with something else, or with the same once more.
    const twice = [parent[key], random(2) === 0 ? parent[key] : oneOf(random, NASTY)];
    text = twice.map((value) => JSON.stringify(value)).join(`,${JSON.stringify(key)}:`);
    parent[key] = PLACEHOLDER;
  } else parent[key] = oneOf(random, NASTY);
  try {
    const written = JSON.stringify(parsed).replace(`"${PLACEHOLDER}"`, () => text);
    return encoder.encode(written);
  } catch {
    // What holds itself is no JSON.
    return encoder.encode("{}");
  }
}

/** Changes the end of a signed message: a digit of its signature, all of it, or what is behind. */
export function spoilSignature(message: Uint8Array, random: Chance): Uint8Array {
  const text = decoder.decode(message);
  const at = text.length - 2 - 128 + random(128);
  return encoder.encode(
    oneOf(random, [
      () => text.slice(0, at) + oneOf(random, [..."0123456789abcdefAx"]) + text.slice(at + 1),
      () => `${text.slice(0, -130)}${oneOf(random, [..."0f"]).repeat(128)}"}`,
      () => `${text} `,
      () => text.replace(/"key":"../, '"key":"00'),
      () => text.replace(/"by":\{"name":"/, '"by":{"name":"x'),
      () => text.replace(/,"signature":"[^"]*"/, ""),
    ])(),
  );
}

/** What stands in front of a message: mostly nothing, else what a writer can make up. */
export function spoiltHeaders(random: Chance): string {
  if (random(12) > 0) return "NATS/1.0\r\n\r\n";
  return oneOf(random, Object.values(SPOILT_HEADERS));
}
