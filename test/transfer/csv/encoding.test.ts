import { describe, expect, test } from "vitest";
import { decodeText, guessEncoding } from "../../../src/transfer/csv/encoding.ts";
import type { Encoding } from "../../../src/transfer/csv/languages.ts";

const asBytes = (text: string) => new TextEncoder().encode(text);
// Every letter as its one byte in an encoding of 8 bits.
function in8Bits(text: string, encoding: Encoding): Uint8Array {
  const all = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Uint8Array.from(text, (letter) => all.indexOf(letter));
}

describe("a file in UTF-8", () => {
  test("stays so when a letter is cut, and all other letters are whole", () => {
    // given a client list whose third name has lost a byte
    const bytes = new Uint8Array([
      ...asBytes("m1;Jürgen Müller\nm2;Zoë Çelik\nm4;Stra"),
      0xc3,
      ...asBytes("t"),
    ]);
    // then only that letter is broken
    expect(guessEncoding(bytes)).toEqual({ encoding: "utf-8" });
    expect(decodeText(bytes, "utf-8")).toBe("m1;Jürgen Müller\nm2;Zoë Çelik\nm4;Stra\ufffdt");
  });

  test("is not what a file of other letters is read as", () => {
    const bytes = in8Bits("Jürgen;Zoë", "windows-1252");
    expect(() => decodeText(bytes, "utf-8")).toThrow(/not written in utf-8/);
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
  ] as const)("%s: %s", (encoding, text) => {
    const bytes = in8Bits(text, encoding);
    const { encoding: guessed, question } = guessEncoding(bytes);
    expect(decodeText(bytes, guessed)).toBe(text);
    expect(question).toBeUndefined();
  });

  test("and by those alone: where two readings are as good, both are shown", () => {
    // given one word, in which 0x9A is an ö of an old Mac or an š of Windows in Central Europe
    const { question } = guessEncoding(in8Bits("J\u00f6rg", "macintosh"));
    // then both are words that somebody may be called
    expect(question?.readings).toContainEqual({ choice: "macintosh", value: "Jörg" });
    expect(question?.readings).toContainEqual({ choice: "windows-1250", value: "Jšrg" });
  });
});

test("a file of East Asia is known by its letters", () => {
  // given “テスト商店” and “서울상점” as older programs write them
  const japanese = [0x83, 0x65, 0x83, 0x58, 0x83, 0x67, 0x8f, 0xa4, 0x93, 0x58];
  const korean = [0xbc, 0xad, 0xbf, 0xef, 0xbb, 0xf3, 0xc1, 0xa1];
  const read = (bytes: readonly number[]) => {
    const { encoding, question } = guessEncoding(Uint8Array.from(bytes));
    return [encoding, ...(question?.readings ?? []).map(({ choice }) => choice)];
  };
  expect(read(japanese)).toContain("shift_jis");
  expect(read(korean)).toContain("euc-kr");
});
