import { describe, expect, test } from "vitest";
import { currencyInTitle } from "../../../src/formats/csv/cells/currency-marks.ts";
import { recognise } from "../../../src/formats/csv/detection/detect-columns.ts";
import { guessForms } from "../../../src/formats/csv/detection/detect-formats.ts";
import { surveyForms } from "../../../src/formats/csv/detection/survey-formats.ts";
import { guessForm, readTable } from "../../../src/formats/csv/read-table.ts";
import { createRowReader } from "../../../src/formats/csv/rows/row-reader.ts";
import { NEW_CLIENTS } from "../../../src/formats/csv/rows/row-reading.ts";
import { HOME, readAsDropped } from "./read-as-dropped.ts";

const payments = (...rows: readonly string[]) => ["client,amount,date", ...rows].join("\n");
const day = (month: number, date: number, year = 2026) =>
  new Date(year, month - 1, date, 12).getTime();

describe("the decimal sign", () => {
  test("is looked for in all rows, the last one too", async () => {
    // given 3,000 amounts that say nothing, and one that does
    const rows = Array.from({ length: 3_000 }, (_, index) => `ada;${(index % 900) + 1}.000`);
    const { forms, questions } = await readAsDropped(
      ["client\tamount", ...rows, "ada;1.234,50"].join("\n").replaceAll(";", "\t"),
    );
    expect(forms.decimal).toBe(",");
    expect(questions).toEqual([]);
  });

  test.each([
    ["a semicolon", "client;amount\nada;1.000", ","],
    ["dates with points", "client\tamount\tdate\nada\t1.000\t13.02.2026", ","],
    ["American dates", "client\tamount\tdate\nada\t1,000\t02/13/2026", "."],
    ["a comma between cells", 'client,amount\nada,"1,000"', "."],
    ["a currency of three digits", "client,amount,currency\nada,12.345,KWD", "."],
    ["a zero before it", "client\tamount\nada\t0.125", "."],
    ["a discount above a hundred", "client;product;quantity;price;discount\nada;T;1;5;12.500", "."],
  ])("is told by %s: %j", async (_, file, decimal) => {
    const { forms, questions } = await readAsDropped(file);
    expect(forms.decimal).toBe(decimal);
    expect(questions).toEqual([]);
  });

  test.each([
    ["client\tamount\nada\t5\nbob\t1.000 €", "1.000 €", 1, 1_000],
    ["client,amount\nada,5\nbob,1.000", "1.000", 1, 1_000],
    ["client;amount\nada;5\nbob;1,000", "1,000", 1_000, 1],
    ["client;amount\nada;5\nbob;1.000\neve;2,000", "1.000", 1, 1_000],
    ["client,amount,date\nada,5,\nbob,-2.500,13.02.2026", "-2.500", -2.5, -2_500],
    ["client;amount;currency\nada;5;KWD\nbob;12.345;KWD", "12.345", 12.345, 12_345],
    ["client\tproduct\tquantity\tprice\nada\tT\t1\t5\nbob\tT\t2.000\t7", "2.000", 2, 2_000],
    ["client\tamount\nada\t1.50\nbob\t1,50\ncyd\t1.000", "1.000", 1, 1_000],
  ])("is asked where nothing decides: %j", async (file, cell, point, comma) => {
    const { questions } = await readAsDropped(file);
    expect(questions).toEqual([
      {
        about: "decimal",
        at: expect.objectContaining({ cell, row: file.includes("cyd") ? 4 : 3 }),
        readings: [
          { choice: ".", value: point },
          { choice: ",", value: comma },
        ],
      },
    ]);
  });

  test("is not asked where both readings are the same", async () => {
    expect((await readAsDropped("client\tamount\nada\t5\nbob\t1000")).questions).toEqual([]);
  });
});

describe("the order of dates", () => {
  test("is looked for in all rows, the last one too", async () => {
    const rows = Array.from({ length: 3_000 }, (_, index) => `ada,5,0${(index % 9) + 1}/03/2026`);
    const late = await readAsDropped(payments(...rows, "ada,5,03/31/2026"));
    expect(late.forms.dates).toBe("mdy");
    expect(late.questions).toEqual([]);
  });

  test.each([
    ["13/02/2026", "dmy"],
    ["02/13/2026", "mdy"],
    ["2026-02-03", "ymd"],
    ["03.02.2026", "dmy"],
  ] as const)("is told by %s", async (date, order) => {
    const { forms, questions } = await readAsDropped(payments(`ada,5,${date}`));
    expect(forms.dates).toBe(order);
    expect(questions).toEqual([]);
  });

  test.each([
    "client;amount;date\nada;5,50;03/02/2026",
    "client\tamount\tdate\nada\t5,50\t03/02/2026",
    "client,amount,date\nada,5,03/04/26\nada,5,13/04/26\nada,5,14/04/26",
    "client,amount,date\nada,5,03/03/2026",
    "client,amount,date\nada,5,3 May 2026\nada,5,46145",
  ])("is not asked where the file tells, or it makes no difference: %j", async (file) => {
    const { forms, questions } = await readAsDropped(file);
    expect(forms.dates).toBe("dmy");
    expect(questions).toEqual([]);
  });

  test("is asked where nothing decides, with what a date of the file would be", async () => {
    const { questions } = await readAsDropped(payments("ada,5,03/03/2026", "bob,5,03/04/2026"));
    expect(questions).toEqual([
      {
        about: "dates",
        at: { row: 3, column: "date", cell: "03/04/2026" },
        readings: [
          { choice: "dmy", value: day(4, 3) },
          { choice: "mdy", value: day(3, 4) },
        ],
      },
    ]);
  });

  test("is asked with the year first, where two digits may be the year", async () => {
    const { questions } = await readAsDropped(payments("ada,5,26-05-03"));
    expect(questions).toMatchObject([
      {
        readings: [
          { choice: "dmy", value: day(5, 26, 2003) },
          { choice: "ymd", value: day(5, 3, 2026) },
        ],
      },
    ]);
  });
});

describe("the currency", () => {
  test("is the book's own where nothing names one", async () => {
    const table = await readTable(
      ["client,amount\nada,5"],
      guessForm("client,amount\nada,5"),
      never,
    );
    const { mapping } = recognise(table.columns);
    const context = { home: { ...HOME, currency: "CHF" }, separator: ",", chosen: {} } as const;
    const survey = await surveyForms(table, mapping, never);
    const { forms, questions } = guessForms(survey, context);
    expect(forms.currency).toBe("CHF");
    expect(questions).toEqual([]);
  });

  test.each([
    ["client,amount\nada,£4.50\nbob,4.50", "GBP"],
    ["client,amount\nada,4.50\nbob,4.50 PLN", "PLN"],
    ["client,amount\nada,US$ 4.50\nbob,$5.50", "USD"],
    ["client,amount,currency\nada,4.50,SEK\nbob,5.50 kr,SEK", "SEK"],
  ])("is the one beside the numbers: %j", async (file, currency) => {
    const { forms, questions } = await readAsDropped(file);
    expect(forms.currency).toBe(currency);
    expect(questions).toEqual([]);
  });

  test.each([
    ["Amount (USD)", "USD"],
    ["Betrag in CHF", "CHF"],
    ["amount_gbp", "GBP"],
    ["Amount PLN", "PLN"],
    ["Amount [€]", "EUR"],
    ["Amount £", "GBP"],
  ])("is the one that the title names: %s", async (title, currency) => {
    const text = `client,${title}\nada,5\nbob,6 SEK`;
    const table = await readTable([text], guessForm(text), never);
    const survey = await surveyForms(table, { client: 0, amount: 1 }, never);
    const context = { home: { ...HOME, currency: "JPY" }, separator: ",", chosen: {} } as const;
    expect(guessForms(survey, context)).toMatchObject({ forms: { currency }, questions: [] });
  });

  test.each([
    "Amount",
    "Amount (net)",
    "Total sum",
    "Amount in full",
    "Price per unit",
    "Price per cup",
  ])("is not made of a title like %s", (title) => {
    expect(currencyInTitle(title)).toBeUndefined();
  });

  test("is asked where its sign is that of many, or some rows have none of several", async () => {
    const shared = await readAsDropped("client,amount\nada,4.50 kr");
    expect(shared.questions).toEqual([
      {
        about: "currency",
        at: { row: 2, column: "amount", cell: "4.50 kr" },
        readings: ["SEK", "NOK", "DKK", "ISK"].map((choice) => ({ choice })),
      },
    ]);
    const named = await readAsDropped("client,amount,currency\nada,4.50,$");
    expect(named.questions).toMatchObject([{ about: "currency", at: { cell: "$" } }]);
    expect(named.refused).toEqual([]);
    const several = await readAsDropped("client,amount\nada,£4.50\nbob,€4.50\ncyd,4.50");
    expect(several.questions).toMatchObject([
      { at: { cell: "4.50" }, readings: [{ choice: "GBP" }, { choice: "EUR" }] },
    ]);
  });
});

test("what was chosen by hand is neither guessed nor asked", async () => {
  const text = payments("ada,1.000,03/04/2026");
  const table = await readTable([text], guessForm(text), never);
  const { mapping } = recognise(table.columns);
  const chosen = { decimal: ",", dates: "mdy" } as const;
  const survey = await surveyForms(table, mapping, never);
  const guessed = guessForms(survey, { home: HOME, separator: ",", chosen });
  expect(guessed.forms).toMatchObject(chosen);
  expect(guessed.questions).toEqual([]);
});

const never = new AbortController().signal;

describe("discounts below 1", () => {
  const order = (title: string, ...cells: readonly string[]) =>
    [`client,product,quantity,price,${title}`, ...cells.map((cell) => `ada,T,1,5.25,${cell}`)].join(
      "\n",
    );

  test("are asked about where neither the title nor a larger one tells", async () => {
    const { questions } = await readAsDropped(order("discount", "n/a", "0.05", "0.25"));
    expect(questions).toEqual([
      {
        about: "areDiscountsFractions",
        at: { row: 3, column: "discount", cell: "0.05" },
        readings: [
          { choice: true, value: 5 },
          { choice: false, value: 0.05 },
        ],
      },
    ]);
  });

  test.each([
    ["the title says per cent", order("discount %", "0.05")],
    ["a cell says per cent", order("discount", "0.05 %")],
    ["there is a larger one", order("discount", "0.05", "12")],
    ["there is none", order("discount", "0", "")],
    ["there is a larger one beside none", order("discount", "0.05", "n/a", "12")],
  ])("are not where %s", async (_, file) => {
    const { questions, forms } = await readAsDropped(file);
    expect(questions).toEqual([]);
    expect(forms.areDiscountsFractions).toBe(false);
  });
});

describe("money out that is below 0", () => {
  const file = (...rows: readonly string[]) => ["client,debit,credit", ...rows].join("\n");

  test("is asked about beside money out that is not", async () => {
    const { questions, table, kind, mapping, forms } = await readAsDropped(
      file("ada,5.00,", "ada,-3.00,", "bob,,2.00"),
    );
    expect(questions).toEqual([
      {
        about: "debitsBelowZero",
        at: { row: 3, column: "debit", cell: "-3.00" },
        readings: [{ choice: "out" }, { choice: "back" }, { choice: "signed" }],
      },
    ]);
    for (const [debitsBelowZero, ...types] of [
      ["out", "DebitWallet", "DebitWallet"],
      ["back", "DebitWallet", "CreditWallet"],
      ["signed", "CreditWallet", "DebitWallet"],
    ] as const) {
      const read = createRowReader(table, {
        ...{ kind, mapping, newClients: NEW_CLIENTS },
        forms: { ...forms, debitsBelowZero },
      });
      expect(table.rows.map((row) => read(row).input?.type)).toEqual([
        ...[...types, "CreditWallet"],
      ]);
    }
  });

  test("is asked about where a mark says so as well", async () => {
    const { questions } = await readAsDropped(
      "client,amount,S/H\nada,5.00,S\nada,-3.00,S\nada,4,H",
    );
    expect(questions).toMatchObject([{ about: "debitsBelowZero", at: { row: 3 } }]);
  });

  test.each([
    ["all of it is", file("ada,-5.00,", "ada,-3.00,")],
    ["none is", file("ada,5.00,", "ada,3.00,", "ada,0.00,4.00")],
  ])("is not asked about where %s", async (_, text) => {
    expect((await readAsDropped(text)).questions).toEqual([]);
  });
});
