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
    String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji}])[\ufe0e\ufe0f]`,
    String.raw`(?<=\u{1f3f4})[\u{e0061}-\u{e007a}\u{e0030}-\u{e0039}]+\u{e007f}`,
    `(?<=${JOINED})[\\u200c\\u200d](?=${JOINED})`,
    // Ideographs and Mongolian letters come in variants.
    String.raw`(?<=[\p{Script=Han}\p{Script=Mongolian}])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u180b-\u180d\u180f]`,
  ].join("|"),
  "gu",
);

/** Controls, characters that turn the direction of writing, line ends, and all that shows nothing. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** A letter, digit, sign or picture; marks and blanks alone show nothing that could be told apart. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}\p{Cs}\p{Co}\p{Cn}]/u;

/**
 * Tells what a name has that cannot be seen: two names that differ by nothing else look the same. Joiners stay where
 * they shape what is seen (Persian, scripts of India, emoji).
 *
 * @returns the code point of the first such character, as `U+202E`; `"nothing visible"` where there is none to see;
 *   undefined for a name that is all there to see.
 */
export function hiddenIn(name: string): string | undefined {
  const rest = name.replace(NEEDED, "");
  const hidden = HIDDEN.exec(rest)?.[0];
  if (hidden !== undefined) {
    return `U+${(hidden.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  }
  return VISIBLE.test(rest) ? undefined : "nothing visible";
}
