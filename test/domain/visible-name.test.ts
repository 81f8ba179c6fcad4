import { describe, expect, it } from "vitest";
import { hiddenIn } from "../../src/domain/values/visible-name.ts";

describe("a name that is all there to see", () => {
  it.each([
    ["of Latin letters", "Ada Lovelace"],
    ["with accents apart", "Ame\u0301lie"],
    ["in Arabic and Latin", "ada عميل lovelace"],
    ["in Hebrew", "לקוח 42"],
    ["in Persian, with a joiner that shapes it", "می\u200cخواهم"],
    ["in Hindi, with a joiner that shapes it", "क्\u200dष"],
    ["in Chinese", "王小明"],
    ["with a variant of an ideograph", "葛\u{e0100}"],
    ["with a family of emoji", "👩‍👩‍👧‍👦 Smith"],
    ["with a heart and its style", "I ❤️ tea"],
    ["with a key cap", "1️⃣"],
    ["with a flag", "🇦🇶"],
    ["with the flag of Scotland", "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"],
    ["of signs alone", "<script>"],
    ["of a figure", "0"],
    ["of half a character", "half \ud800"],
    ["in Malayalam, with a joiner at the end", "രാമന്\u200d"],
    ["with an eye in a bubble", "👁️‍🗨️"],
    ["with a cup as keyboards write it", "Coffee ☕️"],
  ])("%s", (_, name) => {
    expect(hiddenIn(name)).toBeUndefined();
  });
});

describe("a name with something hidden", () => {
  it.each([
    ["a right-to-left override", "invoice\u202Efdp.exe", "U+202E"],
    ["an isolate", "a\u2066b\u2069", "U+2066"],
    ["a mark of direction", "a\u200Fb", "U+200F"],
    ["an Arabic letter mark", "a\u061Cb", "U+061C"],
    ["a zero-width space", "a\u200Bda", "U+200B"],
    ["a joiner between Latin letters", "a\u200Dda", "U+200D"],
    ["a joiner at the end", "ada\u200D", "U+200D"],
    ["a byte order mark", "\uFEFFada", "U+FEFF"],
    ["a soft hyphen", "a\u00ADda", "U+00AD"],
    ["a word joiner", "a\u2060da", "U+2060"],
    ["a filler of Hangul", "ada\u3164", "U+3164"],
    ["a half-width filler", "ada\uFFA0", "U+FFA0"],
    ["a variation selector behind a letter", "a\uFE0Fda", "U+FE0F"],
    ["a tag", "ada\u{E0041}", "U+E0041"],
    ["a tab", "a\tda", "U+0009"],
    ["a line end", "a\nda", "U+000A"],
    ["a line separator", "one\u2028two", "U+2028"],
    ["a NUL", "a\0da", "U+0000"],
    ["an empty cell of Braille", "\u2800", "U+2800"],
    ["a grapheme joiner", "a\u034Fda", "U+034F"],
    ["a selector behind a figure", "ada2\uFE0E", "U+FE0E"],
    ["a selector behind a figure in a code", "TEA-1\uFE0F", "U+FE0F"],
    ["the tags of a flag that does not exist", "🏴\u{e0061}\u{e0062}\u{e007f}", "U+E0061"],
    ["a note head that shows nothing", "\u{1D159}", "U+1D159"],
    ["a place for an object", "a\uFFFC", "U+FFFC"],
  ])("%s", (_, name, wanted) => {
    expect(hiddenIn(name)).toBe(wanted);
  });

  it.each(["", " ", "\u00a0\u3000", "\u0301"])("nothing visible in “%s”", (name) => {
    expect(hiddenIn(name)).toBe("nothing visible");
  });
});
