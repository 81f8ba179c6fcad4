import { describe, expect, test } from "vitest";
import { decodeText } from "../../../src/formats/csv/decode-text.ts";
import { recognise } from "../../../src/formats/csv/detection/detect-columns.ts";
import { missingFields } from "../../../src/formats/csv/fields.ts";
import { readAsDropped } from "./read-as-dropped.ts";

describe("a table that is dropped", () => {
  test("of clients is known by its titles", async () => {
    const { kind, commands } = await readAsDropped(
      "Kunde;Firma;E-Mail;Telefon\nALFKI;Alfreds Futterkiste;a@b.de;\nANATR;Ana;;555",
    );
    expect(kind).toBe("clients");
    expect(commands).toEqual([
      {
        rows: [2],
        input: {
          type: "RegisterClient",
          username: "ALFKI",
          name: "Alfreds Futterkiste",
          email: "a@b.de",
        },
      },
      {
        rows: [3],
        input: { type: "RegisterClient", username: "ANATR", name: "Ana", phone: "555" },
      },
    ]);
  });

  test("of orders gathers the lines of each, with decimal commas and dates as they are written", async () => {
    const { kind, commands } = await readAsDropped(
      [
        "Auftrag;Kunde;Artikel;Menge;Einzelpreis;Rabatt %;Datum",
        "10248;VINET;Käse;12;14,00 €;;04.07.1996",
        "10249;TOMSP;Tofu;9;18,60 €;15;05.07.1996",
        "10248;VINET;Mie;10;1.009,80 €;;04.07.1996",
      ].join("\r\n"),
    );
    expect(kind).toBe("orders");
    expect(commands).toEqual([
      {
        rows: [2, 4],
        input: {
          type: "PlaceOrder",
          reference: "10248",
          client: "VINET",
          currency: "EUR",
          occurredAt: new Date(1996, 6, 4, 12).getTime(),
          lines: [
            { productCode: "Käse", quantity: 12, unitPrice: 1_400 },
            { productCode: "Mie", quantity: 10, unitPrice: 100_980 },
          ],
        },
      },
      {
        rows: [3],
        input: {
          type: "PlaceOrder",
          reference: "10249",
          client: "TOMSP",
          currency: "EUR",
          occurredAt: new Date(1996, 6, 5, 12).getTime(),
          lines: [{ productCode: "Tofu", quantity: 9, unitPrice: 1_860, discount: 1_500 }],
        },
      },
    ]);
  });

  test("of money moves what is less than nothing out of the wallet", async () => {
    const { kind, commands } = await readAsDropped(
      "client,amount,currency\nada,12.50,USD\nada,-2,USD",
    );
    expect(kind).toBe("wallets");
    expect(commands.map(({ input }) => input)).toEqual([
      { type: "CreditWallet", client: "ada", amount: 1_250, currency: "USD" },
      { type: "DebitWallet", client: "ada", amount: 200, currency: "USD" },
    ]);
  });

  test.each([
    [
      "UTF-8 with a mark",
      [0xef, 0xbb, 0xbf],
      (text: string) => [...new TextEncoder().encode(text)],
    ],
    ["UTF-16", [0xff, 0xfe], (text: string) => [...text].flatMap((c) => [c.charCodeAt(0), 0])],
    ["UTF-16 without a mark", [], (text: string) => [...text].flatMap((c) => [0, c.charCodeAt(0)])],
    ["Windows-1252", [], (text: string) => [...text].map((c) => c.charCodeAt(0))],
  ])("may be written in %s", async (_, mark, encode) => {
    const bytes = new Uint8Array([...mark, ...encode("username,name\nmueller,Müller & Söhne")]);
    const { commands } = await readAsDropped(bytes);
    expect(commands[0]?.input).toMatchObject({ name: "Müller & Söhne" });
  });
});

describe("a row that cannot be taken", () => {
  test("is refused with its column, and the others are not", async () => {
    const { commands, refused } = await readAsDropped(
      [
        "client,product code,quantity,unit price,date",
        "ada,TEA,2,4.50,2026-05-03",
        "ada,TEA,two,4.50,2026-05-03",
        ",TEA,2,4.50,2026-05-03",
        "ada,TEA,2,-4.50,2026-05-03",
        "ada,TEA,2,4.50,2026-02-30",
        "ada,TEA,2,4,50,2026-05-03",
      ].join("\n"),
    );
    expect(commands.map(({ rows }) => rows)).toEqual([[2]]);
    expect(refused).toEqual([
      {
        row: 3,
        column: "quantity",
        code: "no-whole-number",
        reason: "“two” is no whole number of at least 1.",
      },
      { row: 4, column: "client", code: "empty-cell", reason: "The cell is empty." },
      {
        row: 5,
        column: "unit price",
        code: "less-than-nothing",
        reason: "A price cannot be less than nothing.",
      },
      {
        row: 6,
        column: "date",
        code: "no-date",
        reason: "“2026-02-30” is no date, read as year-month-day.",
      },
      {
        row: 7,
        code: "too-many-cells",
        reason: expect.stringContaining("It has 6 cells, but the table has 5 columns."),
      },
    ]);
  });

  test("has a price by what its line comes to, where no column has the price itself", async () => {
    const { commands, refused } = await readAsDropped(
      [
        "order,client,product,qty,line total",
        "1,ada,TEA,2,9.00",
        "2,ada,CUP,3,10.00",
        "3,ada,TEA,1,-4.50",
      ].join("\n"),
    );
    expect(commands.map(({ input }) => input)).toMatchObject([
      { lines: [{ productCode: "TEA", quantity: 2, unitPrice: 450 }] },
    ]);
    expect(refused).toMatchObject([
      {
        row: 3,
        column: "line total",
        reason: expect.stringMatching(/^“10.00” cannot be divided into 3 equal prices. The rest/),
      },
      { row: 4, column: "line total", reason: "A price cannot be less than nothing." },
    ]);
  });

  test("takes all rows of its order with it, so that none is placed by half", async () => {
    const { commands, refused } = await readAsDropped(
      [
        "order,client,product,quantity,price",
        "1,ada,TEA,1,1.00",
        "1,ada,SALT,0,1.00",
        "2,ada,TEA,1,1.00",
        "2,grace,SALT,1,1.00",
        "3,ada,TEA,1,1.00",
      ].join("\n"),
    );
    expect(commands.map(({ rows }) => rows)).toEqual([[6]]);
    expect(refused.map(({ row }) => row)).toEqual([2, 3, 4, 5]);
    expect(refused[0]?.reason).toBe("It belongs to order 1, of which row 3 is refused.");
    expect(refused[2]?.reason).toMatch(/Rows 4 and 5 are both of order 2, but differ/);
  });
});

test("a table without a column that is needed says which", () => {
  const { kind, mapping } = recognise(["client", "product", "colour"]);
  expect(kind).toBe("orders");
  expect(missingFields(kind, mapping)).toEqual(["quantity", "unitPrice"]);
});

test("bytes that are no text are refused with what to do", async () => {
  const zip = new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 1, 2, 3]);
  const first = decodeText([zip], "windows-1252").next();
  await expect(first).rejects.toThrow(/spreadsheet has to be saved as CSV/);
});
