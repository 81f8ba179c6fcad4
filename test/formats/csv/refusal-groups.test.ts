import { expect, test } from "vitest";
import { groupRefused } from "../../../src/formats/csv/rows/refusal-groups.ts";
import type { RefusedRow } from "../../../src/formats/csv/rows/row-reading.ts";
import { readAsDropped } from "./read-as-dropped.ts";

test("refused rows are grouped by what is wrong and where, whatever stands in them", async () => {
  // given rows with two kinds of faults in one column, and one of these in another column too
  const { refused } = await readAsDropped(
    [
      "client,product code,quantity,unit price",
      "ada,TEA,1,4.50",
      "ada,TEA,two,4.50",
      "ada,,1,4.50",
      "ada,TEA,three,4.50",
      ",TEA,1,4.50",
      "ada,TEA,,4.50",
    ].join("\n"),
  );
  const groups = groupRefused(refused).map(({ reason, refused: rows }) => ({
    ...reason,
    rows: rows.map(({ row }) => row),
  }));
  // then the most frequent comes first, and a code counts once for each column
  expect(groups).toEqual([
    { code: "no-whole-number", column: "quantity", rows: [3, 5] },
    { code: "empty-cell", column: "product code", rows: [4] },
    { code: "empty-cell", column: "client", rows: [6] },
    { code: "empty-cell", column: "quantity", rows: [7] },
  ]);
});

test("of many reasons the ten most frequent stand alone, and the others together", () => {
  // given twelve columns, of which the first has one fault and each further one more
  const refused: RefusedRow[] = Array.from({ length: 12 }, (_, column) =>
    Array.from({ length: column + 1 }, (_, index) => ({
      ...{ row: 100 - column + index * 12, column: `c${column}` },
      ...({ code: "empty-cell", reason: "The cell is empty." } as const),
    })),
  ).flat();
  const groups = groupRefused(refused);
  // then nothing is lost
  expect(groups).toHaveLength(11);
  expect(groups[0]).toMatchObject({ reason: { column: "c11" } });
  expect(groups.at(-1)).toMatchObject({ reason: undefined });
  expect(groups.at(-1)?.refused.map(({ row, column }) => [row, column])).toEqual([
    [99, "c1"],
    [100, "c0"],
    [111, "c1"],
  ]);
  expect(groups.flatMap((group) => group.refused)).toHaveLength(refused.length);
});
