import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { TableImport } from "../../src/application/store/table-import-state.ts";
import { createTableImport } from "../../src/application/tables/table-import.ts";
import { currencyOf } from "../../src/formats/csv/cells/currency-marks.ts";
import type { CellForms } from "../../src/formats/csv/detection/detect-formats.ts";
import { rowCommands } from "../../src/formats/csv/rows/row-commands.ts";
import { refusedFile } from "../../src/ui/screens/table-import/refused-rows-csv.ts";
import { openSession } from "../application/open-session.ts";
import { eventually } from "../eventually.ts";

const HOME: CellForms = {
  ...{ decimal: ".", dates: "mdy", areDiscountsFractions: false, currency: "EUR" },
};

async function openBook(): Promise<BookSession> {
  const session = await openSession();
  for (const username of ["ada", "bob"]) {
    await session.bus.dispatch({ type: "RegisterClient", username });
  }
  return session;
}

async function drop(session: BookSession, text: string): Promise<TableImport> {
  const table = createTableImport(session, new File([text], "table.csv"), HOME);
  await eventually(() => expect(opened(table)).toBeDefined());
  table.chooseNewClients({ areAdded: false, walkIn: "" });
  return table;
}

function opened({ state }: TableImport) {
  const { opened } = state.getState();
  if (opened.kind !== "open") throw new Error(`Not open, but ${opened.kind}.`);
  return opened;
}

async function tried(table: TableImport) {
  await table.check();
  const { progress } = table.state.getState();
  if (progress.kind !== "checked") throw new Error(`Not checked, but ${progress.kind}.`);
  return progress.tried;
}

/** What is saved of the rows that are refused. */
async function saved(table: TableImport): Promise<string> {
  const { refused } = await tried(table);
  return refusedFile(opened(table).table, opened(table).meaning, refused).text();
}

const rowsIn = (text: string) =>
  Papa.parse<Record<string, string>>(text.replace("\ufeff", ""), {
    header: true,
    skipEmptyLines: true,
  }).data;

describe("the file of refused rows", () => {
  it("has what a later row of an order leaves to the first one", async () => {
    // given an order whose second row came back, and names neither client nor date nor currency
    const session = await openBook();
    const text =
      "order,client,date,product,quantity,price\n7,ada,2026-02-03,TEA,2,USD 4.50\n7,,,CUP,-1,2.00\n";
    // when what is refused is saved
    const file = await saved(await drop(session, text));
    // then it says so itself
    expect(rowsIn(file)).toMatchObject([
      { "order number": "7", client: "ada", date: "2026-02-03", currency: "USD", quantity: "-1" },
    ]);
  });

  it("has each row once, with all reasons, and all rows of an order whose step is refused", async () => {
    // given an order of two rows whose client has a too long address, and whose wallet is empty
    const session = await openBook();
    const text = `order number,client,product,quantity,price,address,paid by wallet
7,eve,TEA,2,4.50,${"x".repeat(501)},2026-02-03
7,eve,CUP,1,2.00,,2026-02-03
`;
    const table = await drop(session, text);
    table.chooseNewClients({ areAdded: true, walkIn: "" });
    // when what is refused is saved
    const rows = rowsIn(await saved(table));
    // then it can be brought in again as the same order
    expect(rows.map(({ quantity }) => quantity)).toEqual(["2", "1"]);
    expect(rows[0]?.["refused because"]).toMatch(/address.*wallet/s);
  });

  it("is read as the first pass read it, once what was wrong is mended", async () => {
    // given a German table, in which 1.000 is a thousand and one client is misspelt
    const session = await openBook();
    const text = "Kunde;Betrag;Datum\nada;12,50;03.02.2026\nbbo;1.000;04.02.2026\n";
    const file = await saved(await drop(session, text));
    expect(rowsIn(file)).toEqual([
      {
        ...{ client: "bbo", amount: "1000.00", currency: "EUR", date: "2026-02-04" },
        "refused because": expect.stringContaining("“bbo”"),
      },
    ]);
    // when it is mended and imported
    const { accepted, refused } = await tried(
      await drop(session, file.replace("\r\nbbo", "\r\nbob")),
    );
    // then it is a thousand on that day
    expect(refused).toEqual([]);
    expect(accepted[0]?.input).toEqual({
      ...{ type: "CreditWallet", client: "bob", amount: 100_000, currency: "EUR" },
      occurredAt: new Date(2026, 1, 4, 12).getTime(),
    });
  });

  it("names the currency that another row told", async () => {
    const session = await openBook();
    const text = "client,product,quantity,price\nada,TEA,1,£4.50\nbbo,TEA,1,4.50\n";
    const file = await saved(await drop(session, text));
    const { accepted } = await tried(await drop(session, file.replace("\r\nbbo", "\r\nbob")));
    expect(accepted[0]?.input).toMatchObject({
      ...{ currency: "GBP", lines: [{ productCode: "TEA", quantity: 1, unitPrice: 450 }] },
    });
  });

  it("keeps the columns and forms that were chosen by hand", async () => {
    // given a table whose titles say nothing, or something else than was meant
    const session = await openBook();
    const text = "who\twhat\tdate\tamount\nbbo\t1.500\t03/04/2026\t7\n";
    const table = await drop(session, text);
    table.chooseKind("wallets");
    table.map("client", 0);
    table.map("amount", 1);
    table.map("date", undefined);
    table.chooseForms({ decimal: ",", currency: "CHF" });
    const file = await saved(table);
    // then its other columns are kept, and are taken for no field
    expect(rowsIn(file)).toMatchObject([
      {
        ...{ client: "bbo", amount: "1500.00", currency: "CHF" },
        ...{ "left out: date": "03/04/2026", "left out: amount": "7" },
      },
    ]);
    const again = await drop(session, file.replace("\r\nbbo", "\r\nbob"));
    expect(opened(again).questions).toEqual([]);
    const { accepted } = await tried(again);
    expect(accepted.map(({ input }) => input)).toEqual([
      { type: "CreditWallet", client: "bob", amount: 150_000, currency: "CHF" },
    ]);
  });

  it("gives payments one signed amount, orders their discounts, and moments their time", async () => {
    const session = await openBook();
    const bank = "client;Soll;Haben;Datum\nbbo;125,00;;3.2.2026 14:02\nbbx;;80,00 €;46145\n";
    const payments = rowsIn(await saved(await drop(session, bank)));
    expect(payments).toMatchObject([
      { amount: "-125.00", debit: "", credit: "", date: new Date(2026, 1, 3, 14, 2).toISOString() },
      { amount: "80.00", debit: "", credit: "", date: "2026-05-03" },
    ]);
    const orders =
      "client;product;quantity;price;discount\nbbo;T;1.200;1,5;0,15\nada;T;x;2,505;0,1";
    const table = await drop(session, orders);
    table.chooseForms({ areDiscountsFractions: true });
    const lines = rowsIn(await saved(table));
    expect(lines).toMatchObject([
      { quantity: "1200", "unit price": "1.50", "discount %": "15.00", currency: "EUR" },
      { quantity: "x", "unit price": "2.505", "discount %": "10.00" },
    ]);
  });

  it("leaves what cannot be read as it came, and refuses it again", async () => {
    const session = await openBook();
    const text = 'client,amount,date\nada,TBD,soon\nbob,4,50\nada,"=1+1",\nada,1,50,2026-01-01\n';
    const file = await saved(await drop(session, text));
    const first = await tried(await drop(session, text));
    const again = await tried(await drop(session, file));
    expect(again.accepted).toEqual([]);
    expect(again.refused).toHaveLength(first.refused.length);
    expect(rowsIn(file)[0]).toMatchObject({ amount: "TBD", date: "soon" });
  });
});

it("means the same again, however amounts and dates were written", async () => {
  const session = await openBook();
  const WAYS = {
    German: {
      lang: "de",
      separator: ";",
      date: (y: string, m: string, d: string) => `${d}.${m}.${y}`,
    },
    American: {
      lang: "en",
      separator: "\t",
      date: (y: string, m: string, d: string) => `${m}/${d}/${y}`,
    },
    French: {
      lang: "fr",
      separator: ";",
      date: (y: string, m: string, d: string) => `${d}/${m}/${y}`,
    },
  } as const;
  const payment = fc.record({
    minor: fc.integer({ min: 1, max: 999_999_999 }),
    isOut: fc.boolean(),
    date: fc.date({
      min: new Date("2020-01-01T00:00:00Z"),
      max: new Date("2025-12-31T00:00:00Z"),
      noInvalidDate: true,
    }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.values(WAYS)),
      fc.constantFrom("EUR", "JPY", "KWD"),
      fc.array(payment, { minLength: 2, maxLength: 6 }),
      async ({ lang, separator, date }, currency, payments) => {
        // given payments as a shop of that country writes them, of a client who is not there
        const { digits } = currencyOf(currency);
        const style = { style: "currency", currency, currencyDisplay: "code" } as const;
        const rows = payments.map(({ minor, isOut, date: on }) => {
          const [year = "", month = "", day = ""] = on.toISOString().slice(0, 10).split("-");
          const amount = (isOut ? -minor : minor) / 10 ** digits;
          const written = new Intl.NumberFormat(lang, style).format(amount);
          return ["bbo", written, date(year, month, day)].join(separator);
        });
        const text = [["client", "amount", "date"].join(separator), ...rows].join("\n");
        const table = await drop(session, text);
        table.chooseForms({ dates: opened(table).meaning.forms.dates });
        table.chooseForms({ decimal: lang === "en" ? "." : "," });
        const file = await saved(table);
        const first = await rowCommands(opened(table).table, opened(table).meaning, never);
        // when they are saved, mended and imported again
        const again = await drop(session, file.replaceAll("\r\nbbo", "\r\nbob"));
        const { table: plain, meaning, questions } = opened(again);
        const second = await rowCommands(plain, meaning, never);
        // then nothing is asked, and each is what it was
        expect(questions).toEqual([]);
        expect(second.refused).toEqual([]);
        expect(second.commands.map(({ input }) => input)).toEqual(
          first.commands.map(({ input }) => ({ ...input, client: "bob" })),
        );
        const byRow = second.commands.toSorted(
          (one, other) => Number(one.rows[0]) - Number(other.rows[0]),
        );
        expect(byRow.map(({ input }) => "amount" in input && input.amount)).toEqual(
          payments.map(({ minor }) => minor),
        );
      },
    ),
    { numRuns: 40 },
  );
});

const never = new AbortController().signal;
