/**
 * Encodings that a table may come in, by their names in the Encoding Standard
 * (https://encoding.spec.whatwg.org).
 */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "windows-1253",
  "windows-1254",
  "windows-1255",
  "windows-1256",
  "windows-1257",
  "iso-8859-15",
  "iso-8859-2",
  "koi8-r",
  "ibm866",
  "macintosh",
  "shift_jis",
  "euc-jp",
  "gb18030",
  "big5",
  "euc-kr",
] as const;

/** One of them. */
export type Encoding = (typeof ENCODINGS)[number];

/** A language in an encoding that its tables come in, and its letters beyond ASCII. */
export interface EncodedLanguage {
  readonly encoding: Encoding;
  readonly letters: RegExp;
  /** What no word of it has. */
  readonly never?: RegExp;
}

const WESTERN = [
  "äöüß",
  "àâæçéèêëîïôœùûü",
  "áéíóúüñºª",
  "àèéìíòóùº",
  "áâãàçéêíóôõúºª",
  "éëïöüèáóíêç",
  "åäöé",
  "æøåé",
  "áéíóúýþæöð",
];
const CENTRAL = [
  "ąćęłńóśźż",
  "áčďéěíňóřšťúůýž",
  "áäčďéíĺľňóôŕšťúýž",
  "áéíóöőúüű",
  "ăâîşţ",
  "čćđšž",
];
const TURKISH = ["çğıöşüâîûİ"];
const BALTIC = ["ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"];
/** Letters that begin no word in Cyrillic or stand behind no consonant, and words without a vowel. */
const NEVER_CYRILLIC =
  /(?<!\p{L})[ьъы]|[бвгджзклмнпрстфхцчшщ]й|(?<!\p{L})[бвгджзклмнпрстфхцчшщ]{3,}(?!\p{L})/giu;
/** A sigma of the wrong kind, or a word without the accent that each has. */
const NEVER_GREEK = /ς(?=\p{L})|σ(?!\p{L})|(?<!\p{L})\p{Lu}?[α-ωϊϋς]{3,}(?!\p{L})/gu;

/** The languages that are told by their letters, the most usual encoding of equal ones first. */
export const LANGUAGES: readonly EncodedLanguage[] = [
  ...languagesIn("windows-1252", WESTERN),
  ...languagesIn("windows-1250", CENTRAL),
  ...languagesIn("iso-8859-15", WESTERN),
  ...languagesIn("iso-8859-2", CENTRAL),
  ...languagesIn("windows-1254", TURKISH),
  ...languagesIn("windows-1257", BALTIC),
  ...languagesIn("macintosh", WESTERN),
  { encoding: "windows-1251", letters: /[а-яёіїєґўј]/iu, never: NEVER_CYRILLIC },
  { encoding: "koi8-r", letters: /[а-яё]/iu, never: NEVER_CYRILLIC },
  { encoding: "ibm866", letters: /[а-яё]/iu, never: NEVER_CYRILLIC },
  { encoding: "windows-1253", letters: /[α-ωάέήίόύώϊϋς]/iu, never: NEVER_GREEK },
  { encoding: "windows-1255", letters: /[א-ת]/u },
  { encoding: "windows-1256", letters: /[ء-يپچژگی]/u },
  { encoding: "shift_jis", letters: /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々、。（）]/u },
  { encoding: "euc-jp", letters: /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々、。（）]/u },
  { encoding: "gb18030", letters: /[\p{sc=Han}、。（）]/u },
  { encoding: "big5", letters: /[\p{sc=Han}、。（）]/u },
  { encoding: "euc-kr", letters: /\p{sc=Hangul}/u },
];

function languagesIn(encoding: Encoding, alphabets: readonly string[]): EncodedLanguage[] {
  return alphabets.map((alphabet) => ({ encoding, letters: new RegExp(`[${alphabet}]`, "iu") }));
}
