import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText } from "../../../src/formats/csv/decode-text.ts";
import { guessEncoding } from "../../../src/formats/csv/encoding.ts";
import type { Encoding } from "../../../src/formats/csv/languages.ts";

const asBytes = (text: string) => new TextEncoder().encode(text);
/** The text that bytes come to, read in one piece or in several. */
async function textOf(encoding: Encoding, ...chunks: readonly Uint8Array[]): Promise<string> {
  let whole = "";
  for await (const part of decodeText(chunks, encoding)) whole += part;
  return whole;
}
// Every letter as its one byte in an encoding of 8 bits.
function in8Bits(text: string, encoding: Encoding): Uint8Array {
  const all = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Uint8Array.from(text, (letter) => all.indexOf(letter));
}

describe("a file in UTF-8", () => {
  test("stays so when a letter is cut, and all other letters are whole", async () => {
    // given a client list whose third name has lost a byte
    const bytes = new Uint8Array([
      ...asBytes("m1;Jürgen Müller\nm2;Zoë Çelik\nm4;Stra"),
      0xc3,
      ...asBytes("t"),
    ]);
    // then only that letter is broken
    expect(await guessEncoding(() => [bytes])).toEqual({ encoding: "utf-8" });
    expect(await textOf("utf-8", bytes)).toBe("m1;Jürgen Müller\nm2;Zoë Çelik\nm4;Stra\ufffdt");
  });

  test("is not what a file of other letters is read as", async () => {
    const bytes = in8Bits("Jürgen;Zoë", "windows-1252");
    await expect(textOf("utf-8", bytes)).rejects.toThrow(/not written in utf-8/);
  });

  test("may hold the sign of an unreadable letter itself", async () => {
    // given a list in which another program left such a sign, and no other letter beyond ASCII
    const bytes = asBytes("m1;Stra\ufffde");
    expect(await guessEncoding(() => [bytes])).toEqual({ encoding: "utf-8" });
    expect(await textOf("utf-8", bytes)).toBe("m1;Stra\ufffde");
  });
});

describe("a file in 8 bits is known by its words", () => {
  test.each([
    ["windows-1252", "Jürgen Weiß;Übersee"],
    ["windows-1252", "Crème brûlée;garçon;Été"],
    ["windows-1252", "Peña;José;Málaga"],
    ["windows-1252", "São Paulo;João;Conceição"],
    ["windows-1252", "Søren Kjær;Ålborg"],
    ["windows-1250", "Łódź;Wałęsa;Święty;żółć"],
    ["windows-1250", "Dvořák;Jiří;Němcová"],
    ["windows-1250", "Szűcs;Petőfi;Győr"],
    ["iso-8859-2", "Łódź;Wałęsa;Święty;żółć"],
    ["iso-8859-15", "Käse 12,50 €;Übersee"],
    ["windows-1257", "Jānis Bērziņš;Šķēde"],
    ["windows-1255", "שלום כהן"],
    ["windows-1256", "محمد علي;شركة"],
    ["windows-1254", "Şişli;Ağaoğlu;Işık;Çınar"],
    ["windows-1251", "Иван Петров;Мария"],
    ["windows-1251", "Андрей Соловьёв;Киев;Объединение"],
    ["koi8-r", "Иван Петров;Мария"],
    ["ibm866", "Иван Петров;Мария"],
    ["windows-1253", "Αθήνα;Γιώργος Παπαδόπουλος"],
    ["macintosh", "Jürgen Weiß;Käse;Öl;größer"],
  ] as const)("%s: %s", async (encoding, text) => {
    const bytes = in8Bits(text, encoding);
    const { encoding: guessed, question } = await guessEncoding(() => [bytes]);
    expect(await textOf(guessed, bytes)).toBe(text);
    expect(question).toBeUndefined();
  });

  test("and by those alone: where two readings are as good, both are shown", async () => {
    // given one word, in which 0x9A is an ö of an old Mac or an š of Windows in Central Europe
    const { question } = await guessEncoding(() => [in8Bits("J\u00f6rg", "macintosh")]);
    // then both are words that somebody may be called
    expect(question?.readings).toContainEqual({ choice: "macintosh", value: "Jörg" });
    expect(question?.readings).toContainEqual({ choice: "windows-1250", value: "Jšrg" });
  });
});

test("a file of East Asia is known by its letters", async () => {
  // given “テスト商店” and “서울상점” as older programs write them
  const japanese = [0x83, 0x65, 0x83, 0x58, 0x83, 0x67, 0x8f, 0xa4, 0x93, 0x58];
  const korean = [0xbc, 0xad, 0xbf, 0xef, 0xbb, 0xf3, 0xc1, 0xa1];
  const read = async (bytes: readonly number[]) => {
    const { encoding, question } = await guessEncoding(() => [Uint8Array.from(bytes)]);
    return [encoding, ...(question?.readings ?? []).map(({ choice }) => choice)];
  };
  expect(await read(japanese)).toContain("shift_jis");
  expect(await read(korean)).toContain("euc-kr");
});

test("a file is read the same wherever the pieces end that it comes in", async () => {
  // given files of several encodings, some with a byte order mark or a broken letter
  const files: readonly Uint8Array[] = [
    asBytes("\ufeffname;town\nJürgen;Århus\n山田;東京\n"),
    Uint8Array.of(...asBytes("Zoë;Müller;Stra"), 0xc3, ...asBytes("t")),
    Uint8Array.of(0xff, 0xfe, 0x41, 0x00, 0x3b, 0x00, 0x42, 0x04),
    in8Bits("Łódź;Wałęsa;Święty;żółć", "windows-1250"),
    in8Bits("Иван Петров;Мария", "koi8-r"),
    Uint8Array.of(0x83, 0x65, 0x83, 0x58, 0x83, 0x67, 0x8f, 0xa4, 0x93, 0x58),
  ];
  const cuts = fc.array(fc.nat({ max: 60 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), cuts, async (file, ends) => {
      const places = [0, ...ends.toSorted((one, other) => one - other), file.length];
      const pieces = places.slice(1).map((end, index) => file.slice(places[index], end));
      const whole = await guessEncoding(() => [file]);
      // then neither the guess nor the text depends on it
      expect(await guessEncoding(() => pieces)).toEqual(whole);
      expect(await textOf(whole.encoding, ...pieces)).toBe(await textOf(whole.encoding, file));
    }),
  );
});
