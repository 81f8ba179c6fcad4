import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guessForm, readTable } from "../../../src/formats/csv/read-table.ts";
import type { Separator } from "../../../src/formats/csv/table.ts";

const never = new AbortController().signal;
const read = (text: string) => readTable([text], guessForm(text), never);

describe("a table that people have", () => {
  test.each([
    [",", "name,price\nTea,4.50\nSalt,1.20"],
    [";", "name;price\nTea;4,50\nSalt;1,20"],
    ["\t", "name\tprice\nTea\t4,50\nSalt\t1,20"],
    ["|", "name|price\nTea|4.50\nSalt|1.20"],
  ] satisfies [Separator, string][])("is cut at %j", async (separator, text) => {
    expect(guessForm(text)).toEqual({ separator, titleRow: 1 });
    const { columns, rows } = await read(text);
    expect(columns).toEqual(["name", "price"]);
    expect(rows.map(({ cells }) => cells[0])).toEqual(["Tea", "Salt"]);
  });

  test("may say itself what separates its cells", async () => {
    const { columns, rows } = await read("sep=;\r\nname;price\r\nTea, green;4,50\r\n");
    expect(columns).toEqual(["name", "price"]);
    expect(rows).toEqual([{ row: 3, cells: ["Tea, green", "4,50"] }]);
  });

  test("keeps line breaks, separators and quotation marks inside quotes", async () => {
    const { rows } = await read('name,note\nTea,"green,\nfrom ""Uji"""\nSalt,coarse\n');
    expect(rows).toEqual([
      { row: 2, cells: ["Tea", 'green,\nfrom "Uji"'] },
      { row: 3, cells: ["Salt", "coarse"] },
    ]);
  });

  test("counts its rows as a spreadsheet does, empty ones included", async () => {
    const { rows } = await read("name,price\n,\nTea,4.50\n\nSalt,1.20\n\n");
    expect(rows.map(({ row }) => row)).toEqual([3, 5]);
  });

  test("may have no titles, or the same one twice", async () => {
    expect(guessForm("Tea,4.50\nSalt,1.20").titleRow).toBeUndefined();
    expect((await read("Tea,4.50\nSalt,1.20")).columns).toEqual(["Column 1", "Column 2"]);
    expect((await read("price,,price\n1,2,3")).columns).toEqual(["price", "Column 2", "price (2)"]);
  });

  test("may be long: every row of 50,000 comes in, once and in order", async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `"client ${index}",${index}`);
    const { rows } = await read(`name,number\n${lines.join("\n")}`);
    expect(rows).toHaveLength(50_000);
    expect(
      rows.every(({ row, cells }, index) => row === index + 2 && cells[1] === `${index}`),
    ).toBe(true);
  });
});

describe("the ends of rows", () => {
  test("may be of any mix, and mean the same", async () => {
    const row = fc.tuple(fc.constantFrom("Tea", '"Tea, green"', '"Tea ""Uji"""'), fc.nat());
    const end = fc.constantFrom("\n", "\r", "\r\n");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(row, end), { minLength: 1 }), end, async (rows, first) => {
        const lines = rows.map(([[name, price]]) => `${name},${price}`);
        const mixed = rows.map(([, ending], index) => `${lines[index]}${ending}`).join("");
        const plain = await read(`name,price\n${lines.join("\n")}\n`);
        expect(await read(`name,price${first}${mixed}`)).toEqual(plain);
      }),
    );
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7])(
    "are whole wherever a long text is cut into steps, shifted by %i",
    async (shift) => {
      const rows = Array.from({ length: 60_000 }, (_, index) => `ab,${10 + (index % 90)}`);
      const text = [`name${"x".repeat(shift)},price`, ...rows].join("\r\n");
      const { rows: read } = await readTable([text], { separator: ",", titleRow: 1 }, never);
      expect(read).toHaveLength(60_000);
      expect(read.at(-1)?.row).toBe(60_001);
    },
  );
});

test("a text is cut the same wherever the parts end that it comes in", async () => {
  const cell = fc.constantFrom(
    "Tea",
    "1.20",
    "",
    '"Tea, green"',
    '"say ""Uji"""',
    '"two\r\nlines"',
  );
  const row = fc.tuple(cell, cell, fc.constantFrom("\n", "\r\n", "\r"));
  const ends = fc.array(fc.nat({ max: 400 }), { maxLength: 20 });
  const begin = fc.constantFrom("", "sep=,\r\n");
  await fc.assert(
    fc.asyncProperty(begin, fc.array(row, { minLength: 1 }), ends, async (first, rows, cuts) => {
      const lines = rows.map(([one, other, end]) => `${one},x${other.replaceAll('"', "")}${end}`);
      const text = `${first}name,price\n${lines.join("")}`;
      const places = [0, ...cuts.toSorted((one, other) => one - other), text.length];
      const parts = places.slice(1).map((end, index) => text.slice(places[index], end));
      expect(await readTable(parts, guessForm(text), never)).toEqual(await read(text));
    }),
  );
});

test("a cell that is longer than what is cut at once comes in whole, and the rows behind it", async () => {
  const long = 'a "long" note\n'.repeat(100_000);
  const text = `name,note\nTea,"${long.replaceAll('"', '""')}"\nSalt,"none"\n`;
  const { rows } = await read(text);
  expect(rows.map(({ cells }) => cells[1])).toEqual([long, "none"]);
});

test.each([0, 1, 2, 3])(
  "quotation marks are no fault where a part ends at them (%i)",
  async (more) => {
    // given quoted cells with a blank behind, as some programs write them, over several parts
    const rows = Array.from({ length: 40_000 }, (_, index) => `"tea ${index}" ,"x""y"`);
    const { rows: cut } = await read(`name${"x".repeat(more)},note\n${rows.join("\n")}\n`);
    expect(cut).toHaveLength(40_000);
    expect(cut.at(-1)?.cells).toEqual(["tea 39999", 'x"y']);
  },
);

describe("a text that is no table", () => {
  test.each([
    ["", /No row/],
    ["name,price\n", /No row/],
    [",\n,,\n", /No row/],
    ['name,price\nTea,"4.50\nSalt,1.20\n', /Row 2: a quotation mark/],
    ['name,price\nTea,4.50\n"Salt" coarse,1.20\n', /Row 3: a quotation mark/],
  ])("is refused: %j", async (text, reason) => {
    await expect(read(text)).rejects.toThrow(reason);
  });

  test("names the row also far into a long file", async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `"client ${index}",${index}`);
    const text = `name,number\n${lines.with(39_999, '"client" x,1').join("\n")}`;
    await expect(read(text)).rejects.toThrow(/Row 40001: /);
  });

  test("can be left while it is read", async () => {
    const left = new AbortController();
    const reading = readTable(["a,b\n1,2"], { separator: ",", titleRow: 1 }, left.signal);
    left.abort();
    await expect(reading).rejects.toThrow(/abort/i);
  });
});
