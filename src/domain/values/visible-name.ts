import { type Rejection, type RejectionCode, reject } from "../rejection.ts";

/**
 * Characters of scripts that need an invisible joiner between their letters, as in Persian and in the scripts of India.
 */
const JOINING_SCRIPTS = [
  ...["Arabic", "Syriac", "Mongolian", "Nko", "Devanagari", "Bengali", "Gurmukhi", "Gujarati"],
  ...["Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar"],
];
const JOINED = `[${JOINING_SCRIPTS.map((script) => `\\p{Script=${script}}`).join("")}]`;
const EMOJI = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]`;

/** Invisible characters where they change what is seen: inside an emoji, or between letters of a script that joins them. */
const NEEDED = new RegExp(
  [
    `(?<=${EMOJI})\\u200d(?=\\p{Extended_Pictographic})`,
    String.raw`(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]`,
    String.raw`(?<=[0-9#*])\ufe0f(?=\u20e3)`,
    // The flags of England, Scotland and Wales.
    String.raw`(?<=\u{1f3f4})\u{e0067}\u{e0062}(\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}`,
    `(?<=${JOINED})[\\u200c\\u200d](?=${JOINED})`,
    // Behind a virama it shapes the letter at the end of a word, too.
    String.raw`(?<=[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca])[\u200c\u200d]`,
    // Ideographs and Mongolian letters come in variants.
    String.raw`(?<=[\p{Script=Han}\p{Script=Mongolian}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u180b-\u180d\u180f]`,
  ].join("|"),
  "gu",
);

/** Controls, characters that turn the direction of writing, line ends, and all that shows nothing. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}]/u;

const EVERY_HIDDEN = new RegExp(HIDDEN, "gu");

/** Most names: of ASCII alone, and with something to see. */
const PLAIN = /^ *[!-~][ -~]*$/;

/** A letter, digit, sign or picture; marks and blanks alone show nothing that could be told apart. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}\p{Cs}\p{Co}\p{Cn}]/u;

/** What `hiddenIn` says of a name without anything to see. */
export const NOTHING_VISIBLE = "nothing visible";

/**
 * Tells what a name has that cannot be seen: two names that differ by nothing else look the same. Joiners stay where
 * they shape what is seen (Persian, scripts of India, emoji).
 *
 * @returns the code point of the first such character, as `U+202E`; `NOTHING_VISIBLE` where there
 * is none to see;
 *   undefined for a name that is all there to see.
 */
export function hiddenIn(name: string): string | undefined {
  if (PLAIN.test(name)) return undefined;
  const rest = name.replace(NEEDED, "");
  const hidden = HIDDEN.exec(rest)?.[0];
  if (hidden !== undefined) {
    return `U+${(hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  }
  return VISIBLE.test(rest) ? undefined : NOTHING_VISIBLE;
}

/**
 * A text without what cannot be seen, for those in which it says nothing: telephone numbers, names
 * of files.
 */
export function withoutHidden(text: string): string {
  return PLAIN.test(text) ? text : text.replace(EVERY_HIDDEN, "");
}

/**
 * Refuses a text by which people tell things apart where it has what cannot be seen.
 * @param what it is, for the sentence: `A username`.
 */
export function checkVisible(
  text: string,
  what: string,
  code: RejectionCode,
  field: string,
): Rejection | undefined {
  const hidden = hiddenIn(text);
  if (hidden === undefined) return undefined;
  const message =
    hidden === NOTHING_VISIBLE
      ? `${what} needs at least one visible character.`
      : `${what} cannot contain invisible characters, and this one has ${hidden}. Delete it, then try again.`;
  return reject(code, message, field);
}
