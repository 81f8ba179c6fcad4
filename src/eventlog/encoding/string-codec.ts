import type { ByteReader } from "./byte-buffer.ts";
import type { ByteWriter } from "./byte-writer.ts";

/** How a text is packed: its first byte. */
const UTF8 = 0;
const UTF16 = 1;
const UUID = 2;
const HEX = 3;

const UUID_LENGTH = 36;
const HEX_LENGTH = 64;
/** Bytes of an id without its prefix. */
const BYTES = { [UUID]: 16, [HEX]: 32 };
/** Digits between dashes. */
const GROUPS = { [UUID]: [8, 4, 4, 4, 12], [HEX]: [HEX_LENGTH] };
const DASH = 45;
const LAST_ASCII = 0x7f;

/** Characters that a prefix of an id may have: more would not fit its one byte of length. */
const LONGEST_PREFIX = 255;

/** Up to this length a decoder costs more than the text: it is asked across the border of the script engine. */
const SHORT = 96;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Writes a text so that the same text always becomes the same bytes, and ids become few: of `order-3f2a…` with a UUID or a
 * SHA-256 in hexadecimal at its end, that end takes 16 or 32 bytes. Any text comes back as it was, lone surrogates
 * included.
 */
export function writeText(out: ByteWriter, text: string): void {
  if (writeId(out, UUID, text) || writeId(out, HEX, text)) return;
  if (writeAscii(out, text)) return;
  if (isWellFormed(text)) {
    const bytes = encoder.encode(text);
    out.byte(UTF8);
    out.whole(bytes.length);
    out.bytes(bytes);
  } else {
    out.byte(UTF16);
    out.whole(text.length);
    for (let index = 0; index < text.length; index += 1) out.whole(text.charCodeAt(index));
  }
}

/** Reads what `writeText` wrote. */
export function readText(source: ByteReader): string {
  const kind = source.byte();
  switch (kind) {
    case UTF8:
      return takeUtf8(source, source.whole());
    case UTF16: {
      let text = "";
      for (let left = source.whole(); left > 0; left -= 1) {
        text += String.fromCharCode(source.whole());
      }
      return text;
    }
    case UUID:
    case HEX:
      return readId(source, kind);
    default:
      throw new RangeError(`There is no text of kind ${kind}.`);
  }
}

/** Whether a packed text begins with an ASCII text. Reads no further than it has to, and makes no text of it. */
export function startsWithText(source: ByteReader, beginning: string): boolean {
  const from = source.at;
  const kind = source.byte();
  if (kind === UTF16) {
    source.at = from;
    return readText(source).startsWith(beginning);
  }
  const plain = kind === UTF8 ? source.whole() : source.byte();
  const idLength = kind === UTF8 ? 0 : kind === UUID ? UUID_LENGTH : HEX_LENGTH;
  if (beginning.length > plain + idLength) return false;
  let index = 0;
  const fits = (code: number): boolean =>
    index >= beginning.length || beginning.charCodeAt(index++) === code;
  while (index < Math.min(beginning.length, plain)) if (!fits(source.byte())) return false;
  for (let count = 0; index < beginning.length; count += 1) {
    if (kind === UUID && followsDash(count) && !fits(DASH)) return false;
    const value = source.byte();
    if (!fits(DIGITS[value >> 4] as number) || !fits(DIGITS[value & 15] as number)) return false;
  }
  return true;
}

// Of a UUID's bytes a dash stands before the 5th, 7th, 9th and 11th.
function followsDash(index: number): boolean {
  return index >= 4 && index <= 10 && index % 2 === 0;
}

/** Steps over what `writeText` wrote. */
export function skipText(source: ByteReader): void {
  const kind = source.byte();
  if (kind === UTF16) {
    for (let left = source.whole(); left > 0; left -= 1) source.whole();
    return;
  }
  const length = kind === UTF8 ? source.whole() : source.byte() + BYTES[kind === UUID ? UUID : HEX];
  source.at += length;
}

function takeUtf8(source: ByteReader, length: number): string {
  const from = source.at;
  source.at += length;
  if (source.at > source.source.length) throw new RangeError("The bytes end too early.");
  const short = length <= SHORT ? asciiOf(source.source, from, length) : undefined;
  return short ?? decoder.decode(source.source.subarray(from, source.at));
}

function asciiOf(bytes: Uint8Array, from: number, length: number): string | undefined {
  const codes = codesFor(length);
  for (let index = 0; index < length; index += 1) {
    const code = bytes[from + index] as number;
    if (code > LAST_ASCII) return undefined;
    codes[index] = code;
  }
  return textOf(codes);
}

// Lists of the lengths that texts had so far, to be filled anew for every text.
const codeLists: (number[] | undefined)[] = [];

function codesFor(length: number): number[] {
  const known = codeLists[length];
  if (known) return known;
  const codes = new Array<number>(length).fill(0);
  codeLists[length] = codes;
  return codes;
}

function textOf(codes: number[]): string {
  return String.fromCharCode.apply(null, codes);
}

// Looks at each character once: what turns out to be no id was written to no avail, and does not count.
function writeId(out: ByteWriter, kind: typeof UUID | typeof HEX, text: string): boolean {
  const groups = GROUPS[kind];
  const prefix = text.length - (kind === UUID ? UUID_LENGTH : HEX_LENGTH);
  if (prefix < 0 || prefix > LONGEST_PREFIX) return false;
  // A UUID's first dash, where nearly every other text has something else.
  if (kind === UUID && text.charCodeAt(prefix + 8) !== DASH) return false;
  const bytes = out.room(2 + text.length);
  const start = out.length();
  bytes[start] = kind;
  bytes[start + 1] = prefix;
  let at = start + 2;
  let seen = 0;
  for (let index = 0; index < prefix; index += 1) {
    const code = text.charCodeAt(index);
    seen |= code;
    bytes[at++] = code;
  }
  if (seen > LAST_ASCII) return false;
  let index = prefix;
  for (let group = 0; group < groups.length; group += 1) {
    if (group > 0 && text.charCodeAt(index++) !== DASH) return false;
    let wrong = 0;
    for (const end = index + (groups[group] as number); index < end; index += 2) {
      const high = VALUES[text.charCodeAt(index)] ?? NO_DIGIT;
      const low = VALUES[text.charCodeAt(index + 1)] ?? NO_DIGIT;
      wrong |= high | low;
      bytes[at++] = high * 16 + low;
    }
    if (wrong >= NO_DIGIT) return false;
  }
  out.grown(at - start);
  return true;
}

function writeAscii(out: ByteWriter, text: string): boolean {
  const { length } = text;
  for (let index = 0; index < length; index += 1) {
    if (text.charCodeAt(index) > LAST_ASCII) return false;
  }
  out.byte(UTF8);
  out.whole(length);
  const bytes = out.room(length);
  const start = out.length();
  for (let index = 0; index < length; index += 1) bytes[start + index] = text.charCodeAt(index);
  out.grown(length);
  return true;
}

const DIGITS = encoder.encode("0123456789abcdef");
const NO_DIGIT = 16;
/** Values of the lower-case hexadecimal digits by their codes. */
const VALUES = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = DIGITS.indexOf(code);
  return value < 0 ? NO_DIGIT : value;
});

function readId(source: ByteReader, kind: typeof UUID | typeof HEX): string {
  const prefix = source.byte();
  const codes = codesFor(prefix + (kind === UUID ? UUID_LENGTH : HEX_LENGTH));
  let end = 0;
  while (end < prefix) codes[end++] = source.byte();
  for (let index = 0; index < BYTES[kind]; index += 1) {
    if (kind === UUID && followsDash(index)) codes[end++] = DASH;
    const value = source.byte();
    codes[end++] = DIGITS[value >> 4] as number;
    codes[end++] = DIGITS[value & 15] as number;
  }
  return textOf(codes);
}

function isWellFormed(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0xd800 || code > 0xdfff) continue;
    const next = text.charCodeAt(index + 1);
    if (code > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false;
    index += 1;
  }
  return true;
}
