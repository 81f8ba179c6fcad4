import { describe, expect, test } from "vitest";
import { readAsDropped } from "./read-as-dropped.ts";

const lines = (...rows: readonly string[]) => rows.join("\n");
const amountsIn = async (file: string) => {
  const { commands } = await readAsDropped(file);
  return commands.map(({ input }) => {
    if (!("amount" in input)) throw new Error(input.type);
    return `${input.type === "DebitWallet" ? "-" : "+"}${input.amount} ${input.currency}`;
  });
};

describe("the shape of a table", () => {
  test("rows may end in any mix of CR, LF and CRLF, and lack cells", async () => {
    const { commands } = await readAsDropped(
      "username,name,email,phone\r\nr1,Ann\r\nr2,Ben\nr3,Cid\rr4,Dot\r\n",
    );
    expect(commands.map(({ rows, input }) => [rows[0], input])).toEqual([
      [2, { type: "RegisterClient", username: "r1", name: "Ann" }],
      [3, { type: "RegisterClient", username: "r2", name: "Ben" }],
      [4, { type: "RegisterClient", username: "r3", name: "Cid" }],
      [5, { type: "RegisterClient", username: "r4", name: "Dot" }],
    ]);
  });

  test.each(["SEP=;", "sep=;", '"sep=;"', "Sep=;;;"])(
    "may name its separator as %j, with titles or without",
    async (separator) => {
      expect(await amountsIn(`${separator}\r\nclient;amount\r\nada;12,50\r\n`)).toEqual([
        "+1250 EUR",
      ]);
      const { table, form } = await readAsDropped(`${separator}\r\nada;12,50\r\nbob;3,00`);
      expect(form).toEqual({ separator: ";", titleRow: undefined });
      expect(table.rows[0]).toEqual({ row: 2, cells: ["ada", "12,50"] });
    },
  );

  test.each([
    ["Customer list 2026,,\n,,\nusername,name,email\nada2,Ada,ada@x.org", 3],
    ["Customer list 2026\n\nusername;name;email\nada2;Ada;ada@x.org", 3],
    ["Report of,2026-01-31,,\nusername,name,email,phone\nada2,Ada,ada@x.org,1", 2],
    ["Exported by,Ada,\nShop,Berlin,\nusername,name,email\nada2,Ada,ada@x.org", 3],
    ["username,name,email\nada2,Ada,ada@x.org", 1],
  ])("the row of its titles is found: %j", async (text, titleRow) => {
    const { form, commands } = await readAsDropped(text);
    expect(form.titleRow).toBe(titleRow);
    expect(commands).toMatchObject([{ input: { username: "ada2", email: "ada@x.org" } }]);
  });

  test("a row of totals or the end of a report is refused by its row, a client so called is not", async () => {
    const { commands, refused } = await readAsDropped(
      lines(
        "username,name,email",
        "ada2,Ada,ada@x.org",
        "Total,Total Energies,total@x.org",
        "username,name,email",
        "Total: 1 customers,,",
        "Grand total,,",
        "(2 rows),,",
        "Total customers,2,",
      ),
    );
    expect(commands.map(({ rows }) => rows)).toEqual([[2], [3]]);
    expect(refused).toMatchObject([
      { row: 4, reason: "It repeats the titles of the columns." },
      { row: 5, reason: expect.stringMatching(/row of totals.*“Total: 1 customers”/) },
      { row: 6, reason: expect.stringMatching(/row of totals/) },
      { row: 7, reason: expect.stringMatching(/closes the report.*“\(2 rows\)”/) },
      { row: 8, reason: expect.stringMatching(/row of totals/) },
    ]);
  });

  test("a row of totals is no order and no payment either", async () => {
    const orders = await readAsDropped(
      "client,product,quantity,price\nada,TEA,1,4.50\n,Total,1,4.50\nSumme,,1,4.50",
    );
    expect(orders.refused.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/row of totals.*“Total”/),
      expect.stringMatching(/row of totals.*“Summe”/),
    ]);
    const payments = await readAsDropped("client,amount,date\nada,5,2026-05-03\nTotal,5,");
    expect(payments.refused).toMatchObject([{ row: 3, reason: /row of totals/ }]);
  });

  test("a broken letter refuses its row, and the others keep theirs", async () => {
    const encode = (text: string) => [...new TextEncoder().encode(text)];
    const { encoding, commands, refused } = await readAsDropped(
      new Uint8Array([
        ...encode("username;name;email\nm1;Jürgen Müller;j@x.de\nm2;Zoë Çelik;z@x.de\nm4;Stra"),
        0xc3,
        ...encode("t@x.de\n"),
      ]),
    );
    expect(encoding).toBe("utf-8");
    expect(commands.map(({ input }) => "name" in input && input.name)).toEqual([
      "Jürgen Müller",
      "Zoë Çelik",
    ]);
    expect(refused).toMatchObject([
      { row: 4, column: "name", reason: expect.stringMatching(/bytes are broken/) },
    ]);
  });
});

describe("an amount", () => {
  test("has the currency that is glued to it, and no other word is one", async () => {
    expect(await amountsIn("client,amount\nada,EUR12.50\nbob,12.50EUR\ncyd,£4.50")).toEqual([
      "+1250 EUR",
      "+1250 EUR",
      "+450 GBP",
    ]);
    const { commands, refused } = await readAsDropped(
      "order,client,product,quantity,price\n1,ada,TEA,1,4.50\n2,bob,OIL,1,TBD\n3,cyd,SALT,1,3.20",
    );
    expect(commands.map(({ input }) => "currency" in input && input.currency)).toEqual([
      "EUR",
      "EUR",
    ]);
    expect(refused).toMatchObject([{ row: 3, column: "price", reason: /“TBD” is no number/ }]);
  });

  test("without cents may end in a dash, which takes nothing away", async () => {
    const file = "Kunde;Betrag\nada;25,- €\nbob;12,50 €\ncyd;1.200,-";
    expect(await amountsIn(file)).toEqual(["+2500 EUR", "+1250 EUR", "+120000 EUR"]);
  });

  test("is not made of two numbers in one cell", async () => {
    const { commands, refused } = await readAsDropped(
      'client,amount\nada,10 20\nbob,"10\n20"\ncyd,12 34 56',
    );
    expect(commands).toEqual([]);
    expect(refused).toHaveLength(3);
  });

  test("of whole thousands is read as semicolons and dates with points say", async () => {
    const file = "Kunde;Betrag;Datum\nada;1.000 €;01.02.2026\nbob;2.500 €;13.02.2026";
    expect(await amountsIn(file)).toEqual(["+100000 EUR", "+250000 EUR"]);
    expect((await readAsDropped(file)).questions).toEqual([]);
  });
});

test("a date with a year of three digits is refused", async () => {
  const { refused } = await readAsDropped(
    "order,client,product,quantity,price,date\nX2,ada,TEA,1,4.50,10.3.202",
  );
  expect(refused).toMatchObject([{ row: 2, column: "date", reason: /“10.3.202” is no date/ }]);
});

test("dates may have offsets from UTC in any of their usual forms", async () => {
  const { commands } = await readAsDropped(
    lines(
      "client,amount,date",
      "ada,1,2026-05-03 14:02:07 +0200",
      "bob,2,2026-05-03T14:02:07+0200",
      "cyd,3,2026-05-03T14:02Z",
    ),
  );
  expect(commands.map(({ input }) => input.occurredAt)).toEqual([
    Date.UTC(2026, 4, 3, 12, 2, 7),
    Date.UTC(2026, 4, 3, 12, 2, 7),
    Date.UTC(2026, 4, 3, 14, 2),
  ]);
});

describe("money that goes out", () => {
  test.each([
    ["S/H", "S", "H"],
    ["Soll/Haben-Kennzeichen", "Soll", "Haben"],
    ["Dr/Cr", "DR", "CR"],
    ["Af Bij", "Af", "Bij"],
    ["+/-", "−", "+"],
    ["Buchung", "Debit", "Credit"],
    ["indicator", "DBIT", "CRDT"],
  ])("is told by a column “%s” with %s and %s", async (title, debit, credit) => {
    const file = `Kunde;Betrag;${title}\ncyd;125,00;${debit}\ndan;80,00;${credit}`;
    expect(await amountsIn(file)).toEqual(["-12500 EUR", "+8000 EUR"]);
  });

  test.each([
    ["Soll", "Haben"],
    ["debit", "credit"],
    ["Paid out", "Paid in"],
    ["Debe", "Haber"],
    ["Débit", "Crédit"],
  ])("may have a column of its own: “%s” beside “%s”", async (out, into) => {
    const file = `client;${out};${into}\ncyd;125,00;\ndan;;80,00\neve;-5,00;0,00`;
    expect(await amountsIn(file)).toEqual(["-12500 EUR", "+8000 EUR", "-500 EUR"]);
  });

  test("is not told by a column of dashes", async () => {
    const { mapping } = await readAsDropped("client,amount,note\nada,5,-\nbob,6,-");
    expect(mapping).toEqual({ client: 0, amount: 1 });
  });

  test("may be told behind its amount", async () => {
    const file = "client,amount\nada,12.50 DR\nbob,12.50 Cr.\ncyd,12.50";
    expect(await amountsIn(file)).toEqual(["-1250 EUR", "+1250 EUR", "+1250 EUR"]);
  });

  test("is refused where two cells disagree, or say nothing known", async () => {
    const { commands, refused } = await readAsDropped(
      lines(
        "client;amount;debit;credit;S/H",
        "ada;;1,00;2,00;",
        "bob;-3,00;;;H",
        "cyd;3,00;;;X",
        "dan;;;4,00;S",
        "eve;;;;S",
      ),
    );
    expect(commands).toEqual([]);
    expect(refused.map(({ reason }) => reason)).toEqual([
      "The row has both a debit and a credit.",
      "The amount is less than nothing, but the row says that it came in.",
      "“X” is neither debit nor credit, such as S or H, Dr or Cr.",
      "One cell says debit, another one credit.",
      "The cell is empty.",
    ]);
  });
});
