import * as fc from "fast-check";
import { gzip } from "./files.ts";

/** One way to spoil a file. `at` and `other` lie between 0 and 1 and say where. */
export interface Mutation {
  readonly name: keyof typeof SPOIL;
  readonly at: number;
  readonly other: number;
}

type Bytes = Uint8Array<ArrayBuffer>;
type Spoil = (bytes: Bytes, at: number, other: number) => Bytes | Promise<Bytes>;

const encoder = new TextEncoder();
const text = (bytes: Bytes): string => new TextDecoder().decode(bytes);
const place = (part: number, length: number): number =>
  Math.min(Math.floor(part * length), length - 1);

function bytewise(change: (bytes: Bytes, index: number, other: number) => void): Spoil {
  return (bytes, at, other) => {
    const copy = bytes.slice();
    if (copy.length > 0) change(copy, place(at, copy.length), other);
    return copy;
  };
}

function linewise(change: (lines: string[], index: number, other: number) => string[]): Spoil {
  return (bytes, at, other) => {
    const lines = text(bytes).split("\n");
    const changed = change(lines, place(at, lines.length), place(other, lines.length));
    return encoder.encode(changed.join("\n"));
  };
}

function onLine(change: (line: string, other: number) => string): Spoil {
  return (bytes, at, other) => {
    const lines = text(bytes).split("\n");
    const index = place(at, lines.length);
    lines[index] = change(lines[index] ?? "", other);
    return encoder.encode(lines.join("\n"));
  };
}

/** Texts that stand where a value stood, as JSON or not quite. */
const HOSTILE = [
  "null",
  "true",
  "0",
  "-1",
  "1.5",
  "1e400",
  "9007199254740993",
  "123456789012345678901234567890",
  '""',
  '"\\ud800"',
  '"\\u0000"',
  '"1.0"',
  "[]",
  "{}",
  '[{"a":[]}]',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  `${"[".repeat(70)}${"]".repeat(70)}`,
  `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`,
  `"${"x".repeat(2_000)}"`,
  "NaN",
  "undefined",
  "",
] as const;

const VALUE = /:("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/g;

function withHostileValue(line: string, other: number): string {
  const values = [...line.matchAll(VALUE)];
  const value = values[place((other * 7) % 1, values.length)];
  const hostile = HOSTILE[place(other, HOSTILE.length)] ?? "";
  if (!value) return hostile;
  return `${line.slice(0, value.index)}:${hostile}${line.slice(value.index + value[0].length)}`;
}

const SPOIL = {
  truncate: (bytes, at) => bytes.slice(0, place(at, bytes.length)),
  flipBit: bytewise((bytes, index, other) => {
    bytes[index] = (bytes[index] ?? 0) ^ (1 << place(other, 8));
  }),
  setByte: bytewise((bytes, index, other) => {
    bytes[index] = place(other, 256);
  }),
  swapLines: linewise((lines, index, other) =>
    lines.map((line, i) => (i === index ? lines[other] : i === other ? lines[index] : line) ?? ""),
  ),
  repeatLine: linewise((lines, index, other) => lines.toSpliced(other, 0, lines[index] ?? "")),
  removeLine: linewise((lines, index) => lines.toSpliced(index, 1)),
  removeLines: linewise((lines, index, other) =>
    lines.toSpliced(Math.min(index, other), Math.abs(index - other)),
  ),
  hostileValue: onLine(withHostileValue),
  hostileKey: onLine((line, other) =>
    line.replace("{", `{"${["__proto__", "constructor", "id", "hash", "x"][place(other, 5)]}":1,`),
  ),
  dropAttribute: onLine((line, other) => {
    const attributes = [...line.matchAll(/"[a-z]+":/g)];
    const attribute = attributes[place(other, attributes.length)]?.[0] ?? "";
    return line.replace(attribute, '"gone":');
  }),
  blankLine: linewise((lines, index) => lines.toSpliced(index, 0, "  \t")),
  insertZero: bytewise((bytes, index) => {
    bytes[index] = 0;
  }),
  byteOrderMark: (bytes) => encoder.encode(`\ufeff${text(bytes)}`),
  carriageReturns: (bytes) => encoder.encode(text(bytes).replaceAll("\n", "\r\n")),
  utf16: (bytes) => {
    const units = Uint16Array.from(`\ufeff${text(bytes)}`, (character) => character.charCodeAt(0));
    return new Uint8Array(units.buffer);
  },
  latin1: (bytes) =>
    Uint8Array.from(`${text(bytes)}é`, (character) => character.charCodeAt(0) & 255),
  gzipped: async (bytes) => new Uint8Array(await (await gzip(new Blob([bytes]))).arrayBuffer()),
  bomb: async () =>
    new Uint8Array(
      await (await gzip(new Blob([new Uint8Array(2 ** 25).fill(0x20)]))).arrayBuffer(),
    ),
  spaces: (bytes) => encoder.encode(text(bytes).replaceAll('":', '" : ')),
} satisfies Record<string, Spoil>;

const names = Object.keys(SPOIL) as (keyof typeof SPOIL)[];
const fraction = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

/** One to three ways to spoil a file, one after the other. The bomb is rare, since it takes its time. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    name: fc.oneof(
      { weight: 200, arbitrary: fc.constantFrom(...names.filter((name) => name !== "bomb")) },
      { weight: 1, arbitrary: fc.constant("bomb" as const) },
    ),
    at: fraction,
    other: fraction,
  }),
  { minLength: 1, maxLength: 3 },
);

/** The file after all of it. */
export async function spoil(file: Bytes, all: readonly Mutation[]): Promise<Bytes> {
  let bytes = file;
  for (const { name, at, other } of all) bytes = await (SPOIL[name] as Spoil)(bytes, at, other);
  return bytes;
}
