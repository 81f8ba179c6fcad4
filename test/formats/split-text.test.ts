import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createListSplitter } from "../../src/formats/log-import/text/json-array-splitter.ts";
import {
  createLineEndReader,
  createLineSplitter,
  type Piece,
  type Splitter,
} from "../../src/formats/log-import/text/line-splitter.ts";

/** What a splitter makes of a text that comes in chunks of these sizes, in turn. */
function splitIn(splitter: Splitter, text: string, sizes: readonly number[]): Piece[] {
  const bytes = new TextEncoder().encode(text);
  const pieces: Piece[] = [];
  let from = 0;
  for (let turn = 0; from < bytes.length; turn += 1) {
    const to = from + (sizes[turn % sizes.length] ?? 1);
    pieces.push(...splitter.push(bytes.subarray(from, to)));
    from = to;
  }
  return [...pieces, ...splitter.end()];
}

const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });

describe("A file comes in chunks that end anywhere", () => {
  it("and its lines are the same, in characters of any length", () => {
    const text = fc
      .string({ unit: "binary", maxLength: 40 })
      .map((value) => value.replaceAll("\0", "\n"));
    fc.assert(
      fc.property(text, sizes, (whole, chunks) => {
        const wanted = whole.split("\n").map((line, index) => ({ line: index + 1, text: line }));
        expect(splitIn(createLineSplitter(), whole, chunks)).toEqual(wanted);
      }),
    );
  });

  it("and its line ends are the same, in any mix", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "\r", "\n", "\r\n", "é"), maxLength: 30 });
    fc.assert(
      fc.property(text, sizes, (whole, chunks) => {
        const withLineFeeds = createLineEndReader();
        const splitter = createLineSplitter();
        const pieces = splitIn(
          { push: (bytes) => splitter.push(withLineFeeds(bytes)), end: splitter.end },
          whole,
          chunks,
        );
        expect(pieces.map((piece) => piece.text)).toEqual(whole.split(/\r\n|\r|\n/));
      }),
    );
  });

  it("and the elements of a list are the same, each with the line it begins in", () => {
    const values = fc.array(fc.jsonValue({ stringUnit: "binary", maxDepth: 2 }), { maxLength: 4 });
    fc.assert(
      fc.property(values, sizes, fc.constantFrom(0, 1), (list, chunks, indent) => {
        const text = JSON.stringify(list, null, indent);
        const pieces = splitIn(createListSplitter(), text, chunks);
        expect(pieces.map((piece) => JSON.parse(piece.text))).toEqual(JSON.parse(text));
        const lines = text.split("\n");
        for (const { line, text: element } of pieces) {
          expect(lines[line - 1]).toContain(element.split("\n")[0]?.trimEnd());
        }
      }),
    );
  });
});
