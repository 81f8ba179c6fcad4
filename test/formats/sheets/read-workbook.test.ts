import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DecimalSign } from "../../../src/formats/csv/cells/written-number.ts";
import { ImportError } from "../../../src/formats/import-error.ts";
import { isWorkbook } from "../../../src/formats/sheets/is-workbook.ts";
import { readWorkbook } from "../../../src/formats/sheets/read-workbook.ts";
import { odsOf, relations, xlsxOf, xlsxParts, zipOf } from "./zip-of.ts";

const never = new AbortController().signal;

function read(bytes: Uint8Array, sheet?: number, decimal: DecimalSign = ".") {
  return readWorkbook(bytes, { sheet, decimal }, never);
}

async function lines(bytes: Uint8Array): Promise<readonly string[]> {
  return (await read(bytes)).text.split("\n");
}

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`../../fixtures/sheets/${name}`, import.meta.url)));
}

const one = (cell: string) => `<row r="1">${cell}</row>`;

describe("a workbook that another program has written", () => {
  const head = "Order,Client,Product,Quantity,Price,Date";
  const rows = [
    "7001,ada,TEA,2,4.5,2026-05-03",
    '7002,bob,"Cup, ""large""",3,9,2026-05-04 14:02:00',
    "",
    "7003,cyd,TEA,1,1234.5670,2026-12-31",
  ];

  test.each(["sheetjs.xlsx", "hucre-1904.xlsx", "hucre.ods"])("is read: %s", async (name) => {
    expect(isWorkbook(fixture(name))).toBe(true);
    const { sheets, sheet, text } = await read(fixture(name));
    expect(sheets[sheet]).toBe("Orders");
    expect(text.split("\n")).toEqual([head, ...rows]);
  });

  test("with formulas, runs of letters, truth, errors and euros: exceljs.xlsx", async () => {
    expect(await lines(fixture("exceljs.xlsx"))).toEqual([
      `${head},Paid`,
      "7001,ada,TEA,2,4.5 EUR,2026-05-03,TRUE",
      '7002,bob,"Cup, ""large""",3,9 EUR,2026-05-04 14:02:00,FALSE',
      "",
      "7003,cyd,TEA,1,1234.5670 EUR,2026-12-31,#N/A",
    ]);
  });

  test.each(["sheetjs.xlsx", "exceljs.xlsx", "hucre.ods"])("has other sheets: %s", async (name) => {
    const { sheets, sheet, text } = await read(fixture(name), 1);
    expect({ sheets, sheet }).toEqual({ sheets: ["Orders", "Clients"], sheet: 1 });
    expect(text).toBe("username,name\nada,Ada L.");
  });
});

describe("a cell of an .xlsx", () => {
  test.each([
    // Days by number, whatever format shows them.
    ["dd.mm.yyyy", 46145, "2026-05-03"],
    ["m/d/yy", 46145, "2026-05-03"],
    ["[$-407]d. mmmm yyyy;@", 46145, "2026-05-03"],
    ['yyyy"年"m"月"d"日"', 46145, "2026-05-03"],
    ["mmm-yy", 46145, "2026-05-03"],
    ["yyyy-mm-dd hh:mm", 46145.5847222222, "2026-05-03 14:02:00"],
    ["dd/mm/yyyy", 59, "1900-02-28"],
    ["dd/mm/yyyy", 61, "1900-03-01"],
    ["dd/mm/yyyy", 46145.9999999999, "2026-05-04"],
    ["hh:mm", 0.25, "06:00:00"],
    ["h:mm AM/PM", 46145.25, "2026-05-03 06:00:00"],
    ["[h]:mm", 1.5, "36:00:00"],
    // What is no day stays a number.
    ["dd/mm/yyyy", 60, "60"],
    ["dd/mm/yyyy", -1, "-1"],
    ["dd/mm/yyyy", 1e12, "1000000000000"],
    // Numbers and their units.
    ["General", 4.5, "4.5"],
    ["0.00", 0.1 + 0.2, "0.3"],
    ["#,##0", 1234567.891, "1234567.8910"],
    ["0.00E+00", 1e21, "1000000000000000000000"],
    ["0.00E+00", 1.5e-7, "0.00000015"],
    ["[Red]-0.00", -4.5, "-4.5"],
    ["0%", 0.15, "15%"],
    ["0.0%", 0.035, "3.5%"],
    ["#,##0.00 [$€-407]", 4.5, "4.5 EUR"],
    ['#,##0.00\\ "€"', 4.5, "4.5 EUR"],
    ['[$CHF] #,##0.00;"Soll" 0.00', 4.5, "4.5 CHF"],
    ["[$$-409]#,##0.00", 4.5, "4.5"],
    ['0 "Stk."', 4, "4"],
    ['"day" 0', 4, "4"],
  ])("in the format %s: %d is %s", async (format, value, text) => {
    const rows = one(`<c r="A1" s="1"><v>${value}</v></c>`);
    expect(await lines(xlsxOf({ rows, formats: [format] }))).toEqual([text]);
  });

  test.each([
    ["a formula's text", '<c r="A1" t="str"><f>B1&amp;C1</f><v>a &amp; b</v></c>', "a & b"],
    ["a formula's number", '<c r="A1"><f>1+1</f><v>2</v></c>', "2"],
    ["a formula's error", '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"],
    ["a shared text", '<c r="A1" t="s"><v>1</v></c>', "shared"],
    ["a shared text in runs", '<c r="A1" t="s"><v>0</v></c>', "東京 shop"],
    [
      "an inline text",
      '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> in </t></is></c>',
      " in ",
    ],
    ["truth", '<c r="A1" t="b"><v>1</v></c>', "TRUE"],
    ["a date as a text", '<c r="A1" t="d"><v>2026-05-03T00:00:00</v></c>', "2026-05-03"],
    ["an escaped letter", '<c r="A1" t="str"><v>a_x0009_b</v></c>', "a\tb"],
    ["no place of its own", "<c><v>7</v></c><c><v>8</v></c>", "7,8"],
    ["a place far away", '<c r="C1"><v>7</v></c>', ",,7"],
    ["many digits", '<c r="A1"><v>12.300000000000001</v></c>', "12.3"],
  ])("with %s", async (_, cell, text) => {
    const texts =
      "<si><r><t>東京</t></r><r><t> shop</t></r><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si><si><t>shared</t></si>";
    expect(await lines(xlsxOf({ rows: one(cell), texts }))).toEqual([text]);
  });

  test("is counted from 1904 where the workbook says so", async () => {
    const rows = one('<c r="A1" s="1"><v>44683</v></c><c r="B1" s="1"><v>0</v></c>');
    const bytes = xlsxOf({ rows, formats: ["dd.mm.yyyy"], workbookPr: 'date1904="1"' });
    expect(await lines(bytes)).toEqual(["2026-05-03,1904-01-01"]);
  });

  test("is written with the decimal sign of the texts beside it, and never grouped", async () => {
    const rows = one('<c r="A1"><v>1234.567</v></c><c r="B1"><v>1234</v></c>');
    expect((await read(xlsxOf({ rows }), 0, ",")).text).toBe('"1234,5670",1234');
  });

  test("that is merged downwards stands in each row, and to the side only once", async () => {
    const row = (at: number, cells: string) => `<row r="${at}">${cells}</row>`;
    const rows = [
      row(1, '<c r="A1"><v>1</v></c><c r="C1"><v>5</v></c>'),
      row(2, '<c r="C2"><v>6</v></c>'),
      row(4, '<c r="C4"><v>7</v></c>'),
    ].join("");
    const behind = '<mergeCells count="1"><mergeCell ref="A1:B3"/></mergeCells>';
    expect(await lines(xlsxOf({ rows, behind }))).toEqual(["1,,5", "1,,6", "", ",,7"]);
  });
});

describe("the sheets of an .xlsx", () => {
  test("begin with the first one that is shown, and charts are none", async () => {
    const sheet = (value: number) =>
      `<worksheet><sheetData>${one(`<c><v>${value}</v></c>`)}</sheetData></worksheet>`;
    const bytes = zipOf({
      "_rels/.rels": relations({ a: ["officeDocument", "/book/workbook.xml"] }),
      "book/workbook.xml":
        '<x:workbook><x:sheets><x:sheet name="Chart" x:id="c"/><x:sheet name="Lists" state="hidden" x:id="l"/><x:sheet name="A &amp; B" x:id="o"/></x:sheets></x:workbook>',
      "book/_rels/workbook.xml.rels": relations({
        c: ["chartsheet", "chart.xml"],
        l: ["worksheet", "lists.xml"],
        o: ["worksheet", "../orders.xml"],
      }),
      "book/lists.xml": sheet(1),
      "orders.xml": sheet(2),
    });
    expect(await read(bytes)).toEqual({ sheets: ["Lists", "A & B"], sheet: 1, text: "2" });
    expect((await read(bytes, 0)).text).toBe("1");
  });
});

describe("a cell of an .ods", () => {
  const table = (rows: string) => odsOf(`<table:table table:name="T">${rows}</table:table>`);
  const cell = (attributes: string, text = "") =>
    `<table:table-cell ${attributes}>${text}</table:table-cell>`;
  const row = (cells: string, attributes = "") =>
    `<table:table-row ${attributes}>${cells}</table:table-row>`;
  const shown = "<text:p>shown otherwise</text:p>";

  test.each([
    ['office:value-type="float" office:value="1234.5"', "1234.5"],
    ['office:value-type="currency" office:currency="CHF" office:value="4.5"', "4.5 CHF"],
    ['office:value-type="percentage" office:value="0.15"', "15%"],
    ['office:value-type="date" office:date-value="2026-05-03"', "2026-05-03"],
    ['office:value-type="date" office:date-value="2026-05-03T14:02:00.5"', "2026-05-03 14:02:00"],
    ['office:value-type="time" office:time-value="PT06H05M00S"', "06:05:00"],
    ['office:value-type="boolean" office:boolean-value="true"', "TRUE"],
    ['office:value-type="string" office:string-value="said"', "said"],
    ['office:value-type="string"', "shown otherwise"],
  ])("with %s", async (attributes, text) => {
    expect(await lines(table(row(cell(attributes, shown))))).toEqual([text]);
  });

  test("has paragraphs, blanks and links, and no text of its notes", async () => {
    const text =
      '<office:annotation><text:p>a note</text:p></office:annotation><text:p>two<text:s text:c="2"/>blanks</text:p><text:p><text:a>a link</text:a> &amp; more</text:p>';
    const cells = cell('office:value-type="string"', text);
    expect((await read(table(row(cells)))).text).toBe('"two  blanks\na link & more"');
  });

  test("may stand for many, and what is empty to the end of the sheet is nothing", async () => {
    const five = 'office:value-type="float" office:value="5"';
    const rows = [
      row(
        cell(`${five} table:number-columns-repeated="2"`) +
          cell('table:number-columns-repeated="16382"'),
        'table:number-rows-repeated="2"',
      ),
      row(cell('table:number-columns-repeated="16384"'), 'table:number-rows-repeated="2"'),
      row(cell(`${five} table:number-rows-spanned="2"`) + cell(five)),
      row(`<table:covered-table-cell/>${cell(five)}`),
      row(cell(""), 'table:number-rows-repeated="1048000"'),
    ];
    const grouped = `<table:table-header-rows>${rows[0]}</table:table-header-rows>${rows.slice(1).join("")}`;
    expect(await lines(table(grouped))).toEqual(["5,5", "5,5", "", "", "5,5", "5,5"]);
  });
});

describe("a file that is no workbook, or a hostile one", () => {
  const rows = one('<c r="A1"><v>1</v></c>');

  test.each([
    ["an old .xls", fixture("sheetjs.xls"), /older Excel \(\.xls\).*save it as \.xlsx/],
    ["a binary .xlsb", fixture("sheetjs.xlsb"), /binary workbook \(\.xlsb\).*save it as/],
    ["an .xlsx with a password", fixture("locked.xlsx"), /protected by a password.*without one/],
    [
      "an .ods with a password",
      odsOf("", { "META-INF/manifest.xml": "<manifest:encryption-data/>" }),
      /protected by a password/,
    ],
    ["a zip with a password", zipOf({ mimetype: "x" }, { flags: 1 }), /protected by a password/],
    [
      "a text document",
      zipOf({ "word/document.xml": "<w/>" }),
      /no workbook that can be read here/,
    ],
    [
      "another office document",
      zipOf({ "_rels/.rels": relations({ a: ["officeDocument", "word/document.xml"] }) }),
      /no workbook that can be read here/,
    ],
    ["a file that is cut short", fixture("exceljs.xlsx").subarray(0, 5_000), /damaged/],
    ["a file that only begins so", new Uint8Array([0x50, 0x4b, 3, 4, 0]), /damaged/],
    ["XML that does not end", xlsxOf({ rows: `${rows}<row>` }), /damaged/],
    ["another checksum", zipOf(xlsxParts({ rows }), { crc: 1 }), /damaged/],
    [
      "a sheet without anything",
      zipOf({ ...xlsxParts({ rows }), "xl/worksheets/sheet1.xml": "" }),
      /damaged/,
    ],
    [
      "a sheet that is missing",
      zipOf({
        ...xlsxParts({ rows }),
        "xl/_rels/workbook.xml.rels": relations({ rId1: ["worksheet", "elsewhere.xml"] }),
      }),
      /damaged/,
    ],
    ["a cell beyond every sheet", xlsxOf({ rows: one('<c r="ZZZ1"><v>1</v></c>') }), /damaged/],
    ["a row beyond every sheet", xlsxOf({ rows: '<row r="1e9"><c><v>1</v></c></row>' }), /damaged/],
  ])("%s says what to do", async (_, bytes, reason) => {
    await expect(read(bytes)).rejects.toThrow(ImportError);
    await expect(read(bytes)).rejects.toThrow(reason);
  });

  test("a zip that unfolds beyond reason is left before it does", async () => {
    const bomb = xlsxOf({ rows: one(`<c t="str"><v>${"0".repeat(40_000_000)}</v></c>`) });
    expect(bomb.length).toBeLessThan(100_000);
    await expect(read(bomb)).rejects.toThrow(/unfolds far beyond its size|damaged/);
    const many = xlsxOf({ rows: "<row/>".repeat(4_000_000) });
    await expect(read(many)).rejects.toThrow("The workbook unfolds far beyond its size.");
  });

  test("a cell that stands for all of a sheet is too large", async () => {
    const cell =
      '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="123456"/>';
    const row = `<table:table-row table:number-rows-repeated="1048576">${cell}</table:table-row>`;
    const bytes = odsOf(`<table:table>${row}</table:table>`);
    await expect(read(bytes)).rejects.toThrow(/too large for the memory/);
  });

  test("a cell in the last column of every row is too large as well", async () => {
    const cells = Array.from(
      { length: 20_000 },
      (_, index) => `<row r="${index + 1}"><c r="XFD${index + 1}"><v>1</v></c></row>`,
    );
    await expect(read(xlsxOf({ rows: cells.join("") }))).rejects.toThrow(/too large/);
  });

  test("entities of its own are not followed", async () => {
    const parts = xlsxParts({ rows: one('<c r="A1" t="str"><v>&big;</v></c>') });
    const path = "xl/worksheets/sheet1.xml";
    const entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY big "&a;&a;">]>';
    const sheet = parts[path]?.replace("?>", `?>${entity}`) ?? "";
    expect((await read(zipOf({ ...parts, [path]: sheet }))).text).toBe("&big;");
  });

  test.each(["exceljs.xlsx", "sheetjs.xlsx", "hucre.ods"])(
    "spoilt in any place it is read or refused with a sentence: %s",
    async (name) => {
      const sound = fixture(name);
      await fc.assert(
        fc.asyncProperty(
          fc.nat(sound.length - 1),
          fc.integer({ min: 1, max: 255 }),
          fc.boolean(),
          async (at, change, isCut) => {
            const spoilt = isCut ? sound.slice(0, at) : Uint8Array.from(sound);
            if (!isCut) spoilt[at] = (spoilt[at] ?? 0) ^ change;
            const outcome = await read(spoilt).catch((error: unknown) => error);
            expect(
              outcome instanceof Error && !(outcome instanceof ImportError) ? outcome : undefined,
            ).toBeUndefined();
          },
        ),
        { seed: 20, numRuns: 400 },
      );
    },
  );

  test("reading can be left", async () => {
    const left = new AbortController();
    left.abort();
    const reading = readWorkbook(fixture("exceljs.xlsx"), { decimal: "." }, left.signal);
    await expect(reading).rejects.toThrow(/abort/i);
  });

  test("a table of text is none", () => {
    for (const text of ["PK,name\n1,a", "PK", "", "username,name"]) {
      expect(isWorkbook(new TextEncoder().encode(text))).toBe(false);
    }
  });
});
