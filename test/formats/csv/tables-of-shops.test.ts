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

describe("a time of day in a column of its own", () => {
  const at = (text: string) => new Date(text).getTime();

  test.each([
    ["24 hours", "2026-05-01,22:15:30", "2026-05-01T22:15:30"],
    ["12 hours", "2026-05-01,10:15 PM", "2026-05-01T22:15:00"],
    ["four figures", "2026-05-01,2215", "2026-05-01T22:15:00"],
    ["part of a day", "2026-05-01,0.604166667", "2026-05-01T14:30:00"],
    ["the day of a spreadsheet", "46143,22:15", "2026-05-01T22:15:00"],
    ["a day that has one itself", "2026-05-01 08:00,22:15", "2026-05-01T08:00:00"],
  ])("makes one moment with the day: %s", async (_, cells, moment) => {
    const { commands } = await readAsDropped(`client,amount,date,time\nada,5,${cells}`);
    expect(commands.map(({ input }) => input.occurredAt)).toEqual([at(moment)]);
  });

  test.each([
    ["no cell", ""],
    ["nothing", "n/a"],
    ["a word", "morning"],
  ])("leaves the day where it says %s", async (_, time) => {
    const { commands, refused } = await readAsDropped(
      `client,amount,date,time\nada,5,2026-05-01,${time}\nada,5,2026-05-02,10:00`,
    );
    expect(refused).toEqual([]);
    const [first, second] = commands.map(({ input }) => new Date(input.occurredAt ?? 0).getDate());
    expect([first, second]).toEqual([1, 2]);
  });

  test("of a later row of an order is that of the first one where it is left out", async () => {
    const { commands, refused } = await readAsDropped(
      "order,client,date,time,product,quantity,price\n1,ada,2026-01-05,18:00,T,1,2\n1,ada,2026-01-05,,C,1,3",
    );
    expect(refused).toEqual([]);
    expect(commands).toMatchObject([
      { rows: [2, 3], input: { occurredAt: at("2026-01-05T18:00:00") } },
    ]);
  });

  test("stands beside the day, whatever the day is called", async () => {
    const { mapping } = await readAsDropped("client,amount,day,time\nada,5,2026-05-01,10:00");
    expect(mapping).toMatchObject({ date: 2, time: 3 });
  });
});

test.each(["-", "–", "n/a", "#N/A", "NULL", "NaN", "NaT", "None"])(
  "what programs write for nothing is nothing where a field may be empty: %s",
  async (nothing) => {
    const { commands, refused, questions } = await readAsDropped(
      `client,product,quantity,price,discount %,currency,date,shipped date
ada,TEA,2,4.50,${nothing},${nothing},${nothing},${nothing}
ada,CUP,${nothing},4.50,5,USD,2026-05-01,2026-05-02`,
    );
    expect(questions).toEqual([]);
    expect(commands).toMatchObject([
      { input: { lines: [{ productCode: "TEA", quantity: 2, unitPrice: 450 }] } },
    ]);
    expect(commands[0]?.input).not.toHaveProperty("occurredAt");
    // And is refused where one is needed
    expect(refused).toMatchObject([{ row: 3, column: "quantity" }]);
  },
);

describe("columns of an order's steps", () => {
  const orders = (titles: string, ...rows: readonly string[]) =>
    [`order,client,product,quantity,price,${titles}`, ...rows].join("\n");
  const commandsIn = async (text: string) => {
    const { commands, refused, mapping } = await readAsDropped(text);
    expect(refused).toEqual([]);
    return { mapping, types: commands.map(({ input }) => input.type), commands };
  };

  test("ship and cancel where all rows of an order that tell of it say so", async () => {
    const { types } = await commandsIn(
      orders(
        "date,shipped date,cancelled date",
        "1,ada,T,1,2,2026-01-05,2026-01-08,",
        "1,,C,1,3,,,",
        "2,ada,T,1,2,2026-01-06,2026-01-09,",
        "2,ada,C,1,3,2026-01-06,,",
        "3,ada,T,1,2,2026-01-07,,2026-01-10",
      ),
    );
    expect(types).toEqual(["PlaceOrder", "PlaceOrder", "PlaceOrder", "ShipOrder", "CancelOrder"]);
  });

  test("are the date of an order where no other column is", async () => {
    const { mapping, types } = await commandsIn(orders("shipped date", "1,ada,T,1,2,2026-01-08"));
    expect(mapping).toMatchObject({ date: 5 });
    expect(types).toEqual(["PlaceOrder"]);
  });

  test.each(["pending", "yes"])("are none where they say %s", async (word) => {
    const { mapping, types } = await commandsIn(
      orders(
        "date,shipped date",
        `1,ada,T,1,2,2026-01-05,${word}`,
        `2,ada,T,1,2,2026-01-05,${word}`,
      ),
    );
    expect(mapping).not.toHaveProperty("shippedAt");
    expect(types).toEqual(["PlaceOrder", "PlaceOrder"]);
  });

  test("are nothing where a database wrote its day of zeros", async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `${row},ada,T,1,2,2026-01-05,2026-01-06`);
    const { types } = await commandsIn(
      orders("date,shipped date", ...rows, "99,ada,T,1,2,2026-01-05,0000-00-00 00:00:00"),
    );
    expect(types.filter((type) => type === "ShipOrder")).toHaveLength(30);
  });

  test("are not ahead of their order where they tell the day alone", async () => {
    const { commands } = await commandsIn(
      orders("date,shipped date", "1,ada,T,1,2,2026-01-05 15:00,2026-01-05"),
    );
    const [placed, shipped] = commands.map(({ input }) => input.occurredAt);
    expect(shipped).toBe(placed);
  });

  test("date an order that has no date", async () => {
    const { commands } = await commandsIn(
      orders(
        "date,shipped date",
        "1,ada,T,1,2,,2026-01-05",
        ...Array.from({ length: 9 }, (_, row) => `${row + 2},ada,T,1,2,2026-02-05,2026-02-06`),
      ),
    );
    const first = commands.find(({ rows }) => rows[0] === 2);
    expect(new Date(first?.input.occurredAt ?? 0).getMonth()).toBe(0);
  });
});

test.each([
  ["amount paid", "client,amount paid,currency\nada,5.50,EUR\nbob,6.50,EUR", { amount: 1 }],
  ["price paid", "client,sku,quantity,price paid\nada,T,2,4.50\nbob,T,1,4.50", { unitPrice: 3 }],
  ["date paid", "client,amount,date paid\nada,5.50,2026-01-05\nbob,6.50,2026-01-06", { date: 2 }],
  [
    "record date",
    "client,amount,record date\nada,5.50,2026-01-05\nbob,1.50,2026-01-06",
    { date: 2 },
  ],
])("a title that is no field's is told by its cells: %s", async (_, text, mapping) => {
  expect((await readAsDropped(text)).mapping).toMatchObject(mapping);
});
