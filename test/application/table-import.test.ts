import { describe, expect, test, vi } from "vitest";
import { exportLog } from "../../src/application/files/export-log.ts";
import { importLog } from "../../src/application/files/import-log.ts";
import { bookCurrency } from "../../src/application/session/book-currency.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { TableImport } from "../../src/application/store/table-import-state.ts";
import { createTableImport } from "../../src/application/tables/table-import.ts";
import type { EpochMs, Position } from "../../src/eventlog/envelope.ts";
import { eventually } from "../eventually.ts";
import { odsOf, xlsxOf, zipOf } from "../formats/sheets/zip-of.ts";
import { createOutside, NOW, openSession } from "./open-session.ts";

const HOME = { decimal: ".", dates: "dmy", areDiscountsFractions: false, currency: "EUR" } as const;

async function dropped(session: BookSession, text: string): Promise<TableImport> {
  const file = new File([text], "table.csv", { type: "text/csv" });
  const dropped = createTableImport(session, file, HOME);
  await eventually(() => expect(dropped.state.getState().opened.kind).not.toBe("reading"));
  return dropped;
}

function checked({ state }: TableImport) {
  const { progress } = state.getState();
  if (progress.kind !== "checked") throw new Error(`Not checked, but ${progress.kind}.`);
  return progress.tried;
}

function sent({ state }: TableImport) {
  const { progress } = state.getState();
  if (progress.kind !== "sent") throw new Error(`Not sent, but ${progress.kind}.`);
  return progress.sent;
}

const clients = (count: number) =>
  `username,name\n${Array.from({ length: count }, (_, index) => `c${index},Client ${index}`).join("\n")}`;

describe("a table of clients", () => {
  test("is tried out without a trace, then comes in, and a second time adds nothing", async () => {
    const session = await openSession();
    const table = await dropped(session, clients(100));
    await table.check();
    expect(checked(table)).toMatchObject({ there: 0, refused: [] });
    expect(checked(table).accepted).toHaveLength(100);
    expect(session.history.head().position).toBe(0);

    await table.send();
    expect(sent(table)).toEqual({ accepted: 100, refused: [], rest: [] });
    expect(session.history.clients.count(session.history.head().position)).toBe(100);
    const { hash } = await session.log.head();

    const again = await dropped(session, clients(120));
    await again.check();
    expect(checked(again)).toMatchObject({ there: 100 });
    await again.send();
    expect(sent(again).accepted).toBe(20);
    const third = await dropped(session, clients(120));
    await third.check();
    expect(checked(third)).toMatchObject({ there: 120, accepted: [] });
    expect((await session.log.head()).hash).not.toBe(hash);
  });

  test("tells a username that stands in it twice by its row and column", async () => {
    const session = await openSession();
    await session.bus.dispatch({ type: "RegisterClient", username: "Ada" });
    const table = await dropped(session, "login,name\nada,A\ngrace,G\nGRACE,H\n");
    await table.check();
    expect(checked(table).refused).toMatchObject([
      { row: 4, column: "login", reason: expect.stringContaining("“GRACE” is taken") },
    ]);
  });

  test("changes what it says otherwise of a client who is there, and nothing else", async () => {
    // Given a client with a name and a phone, and one who is in the table as in the book
    const session = await openSession();
    const { bus, history } = session;
    const details = { name: "Ada", phone: "555" };
    await bus.dispatch({ type: "RegisterClient", username: "Ada", ...details });
    await bus.dispatch({ type: "RegisterClient", username: "bob", name: "Bob" });
    const text = "username,name,email,phone,since\nada,,a@b.de,556,2020-01-01\nbob,Bob,,,\n";

    // When a table has another phone and an address
    const table = await dropped(session, text);
    await table.check();

    // Then the differences are told, and nothing but them is changed, today
    expect(checked(table)).toMatchObject({ there: 1, refused: [] });
    expect(checked(table).changes).toEqual([
      {
        ...{ row: 2, username: "Ada" },
        fields: [
          { field: "email", after: "a@b.de" },
          { field: "phone", before: "555", after: "556" },
        ],
      },
    ]);
    await table.send();
    const at = history.head().position;
    expect(history.clients.rows(at)).toMatchObject([
      { username: "Ada", name: "Ada", email: "a@b.de", phone: "556" },
      { username: "bob", name: "Bob" },
    ]);
    expect((await session.log.read({ from: at })).at(-1)?.meta.occurredAt).toBe(NOW);

    // And the same table once more changes nothing, but for what was changed back by hand
    const again = await dropped(session, text);
    await again.check();
    expect(checked(again)).toMatchObject({ there: 2, accepted: [], changes: [] });
    await bus.dispatch({ type: "ChangeClient", client: "ada", phone: "555" });
    await again.check();
    await again.send();
    expect(history.clients.rows(history.head().position)[0]).toMatchObject({ phone: "556" });
  });

  test("adds and changes addresses, and takes away no street for a country", async () => {
    // Given a book with a client without an address, and one with all of it
    const session = await openSession();
    const { bus, history } = session;
    await bus.dispatch({ type: "RegisterClient", username: "ada" });
    const whole = "Obere Str. 57\n12209 Berlin\nDeutschland";
    await bus.dispatch({ type: "RegisterClient", username: "bob", address: whole });

    // When a table has the country of both and of another one, and another one the streets
    const countries = "Kunde;Land\nada;Österreich\nbob;Deutschland\ncyd;Schweiz\n";
    const table = await dropped(session, countries);
    await table.check();
    expect(checked(table)).toMatchObject({ there: 1, refused: [] });
    expect(checked(table).changes).toEqual([
      { row: 2, username: "ada", fields: [{ field: "address", after: "Österreich" }] },
    ]);
    await table.send();
    const streets = "Kunde;Straße;PLZ;Ort;Land\nbob;Obere Str. 58;12209;Berlin;Deutschland\n";
    const moved = await dropped(session, streets);
    await moved.check();
    await moved.send();

    // Then each has what is known of it by now, and neither table would change anything more
    const addresses = history.clients.rows(history.head().position).map(({ address }) => address);
    expect(addresses).toEqual([
      ...["Österreich", "Obere Str. 58\n12209 Berlin\nDeutschland", "Schweiz"],
    ]);
    for (const text of [countries, streets]) {
      const again = await dropped(session, text);
      await again.check();
      expect(checked(again)).toMatchObject({ accepted: [], changes: [], refused: [] });
    }
  });

  test("tells an address that is too long by its row and column", async () => {
    const session = await openSession();
    const table = await dropped(session, `username,street\nada,${"x".repeat(501)}\n`);
    await table.check();
    expect(checked(table).refused).toMatchObject([
      { row: 2, column: "street", reason: expect.stringContaining("at most 500 characters") },
    ]);
    const inCity = await dropped(session, `username,city\nada,${"x".repeat(501)}\n`);
    await inCity.check();
    expect(checked(inCity).refused).toMatchObject([{ row: 2, column: "city" }]);
  });

  test("that was refused comes in once what was wrong is mended", async () => {
    const session = await openSession();
    const text = "client,amount\nada,5\n";
    const early = await dropped(session, text);
    await early.check();
    expect(checked(early).refused).toHaveLength(1);
    // Sent all the same by another tab, say: the refusal is remembered under its id.
    const { createRowIds } = await import("../../src/application/tables/row-ids.ts");
    const input = { type: "CreditWallet", client: "ada", amount: 500, currency: "EUR" } as const;
    const { idOf } = createRowIds(
      session.store.getState().book.id,
      undefined,
    )({ rows: [2], input });
    await session.bus.dispatch({ ...input, commandId: idOf(1) });

    await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
    const late = await dropped(session, text);
    await late.check();
    await late.send();
    expect(sent(late)).toEqual({ accepted: 1, refused: [], rest: [] });
  });
});

describe("a table of orders", () => {
  const at = (day: string) => Date.parse(`${day}T12:00:00`) as EpochMs;
  const come = async (session: BookSession, ...lines: readonly string[]) => {
    const table = await dropped(session, lines.join("\n"));
    await table.check();
    const tried = checked(table);
    if (tried.accepted.length > 0) await table.send();
    return tried;
  };
  const ordersOf = ({ history }: BookSession) => history.orders.rows(history.head().position);
  const clientsOf = ({ history }: BookSession) => history.clients.rows(history.head().position);

  test("brings clients with the address of their first row, and changes none who is there", async () => {
    // Given a book with one of two clients
    const session = await openSession();
    await session.bus.dispatch({ type: "RegisterClient", username: "bob", address: "Graz" });

    // When orders come in, of which later ones have another address
    const tried = await come(
      ...[session, "Order,Customer,Date,City,Country,SKU,Qty,Price"],
      "1,ada,2026-01-05,London,UK,TEA,1,2.50",
      "1,ada,2026-01-05,Ockham,UK,CUP,1,2.50",
      "2,ada,2026-01-06,Paris,France,TEA,1,2.50",
      "3,bob,2026-01-07,Wien,Austria,TEA,1,2.50",
    );

    // Then all are placed
    expect(tried.refused).toEqual([]);
    expect(ordersOf(session)).toHaveLength(3);
    expect(clientsOf(session).map(({ username, address }) => [username, address])).toEqual([
      ["bob", "Graz"],
      ["ada", "London\nUK"],
    ]);
  });

  test("brings the clients that the book does not have, with their first order", async () => {
    // Given a book that knows one of two clients
    const session = await openSession();
    await session.bus.dispatch({ type: "RegisterClient", username: "17850" });

    // When orders come in as programs write numbers, and with more about the clients
    const { accepted, refused } = await come(
      session,
      "order,client,name,email,product,quantity,price,date",
      "1,17850.0,,,TEA,1,4.50,2026-03-01",
      "2,12583.0,Grace Hopper,g@h.org,TEA,2,4.50,2026-03-02",
      "3,12583,,,SALT,1,1.20,2026-03-03",
    );

    // Then the other one is there with what the table says, since the first order
    expect(refused).toEqual([]);
    expect(accepted.map(({ input }) => input.type)).toEqual([
      ...["PlaceOrder", "RegisterClient", "PlaceOrder", "PlaceOrder"],
    ]);
    expect(clientsOf(session)).toMatchObject([
      { username: "17850" },
      { username: "12583", name: "Grace Hopper", email: "g@h.org", registeredAt: at("2026-03-02") },
    ]);
    expect(ordersOf(session)).toHaveLength(3);
  });

  test("adds nobody where that is not wanted, and nobody with a name that cannot be one", async () => {
    const session = await openSession();
    const rows = ["client,product,quantity,price", "ada,TEA,1,4.50", '"\u200b",TEA,1,4.50'];
    const table = await dropped(session, rows.join("\n"));
    await table.check();
    expect(checked(table).accepted).toHaveLength(2);
    expect(checked(table).refused).toMatchObject([{ row: 3, column: "client" }]);

    // Chosen and checked at once, as by a click that leaves the field.
    table.chooseNewClients({ areAdded: false, walkIn: "" });
    await table.check();
    expect(checked(table)).toMatchObject({
      accepted: [],
      refused: [{ row: 2, column: "client" }, { row: 3 }],
    });
  });

  test("without a client goes to one that is named, or is refused", async () => {
    const session = await openSession();
    const table = await dropped(session, "client,product,quantity,price\n,TEA,1,4.50\n");
    await table.check();
    expect(checked(table).refused).toMatchObject([{ row: 2, column: "client" }]);

    table.chooseNewClients({ areAdded: true, walkIn: "walk-in" });
    await table.check();
    await table.send();
    expect(clientsOf(session)).toMatchObject([{ username: "walk-in" }]);
    expect(ordersOf(session)).toHaveLength(1);
  });

  test("that begins with the newest goes in by date, so that each day is as it was", async () => {
    const session = await openSession();
    const day = (index: number) => `2026-03-${String(index).padStart(2, "0")}`;
    await come(session, "username,date", `ada,${day(1)}`, `bob,${day(1)}`);
    const rows = Array.from({ length: 20 }, (_, index) => 20 - index).map(
      (index) => `${index},${index % 2 ? "ada" : "bob"},TEA,1,4.50,${day(index)}`,
    );
    await come(session, "order,client,product,quantity,price,date", ...rows);

    const { history } = session;
    const placed = Array.from({ length: history.head().position }, (_, index) =>
      history.orders.count((index + 1) as Position),
    );
    const numbers = ordersOf(session).map(({ reference }) => Number(reference));
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(placed.at(-1)).toBe(20);
    const tenth = ordersOf(session)[9];
    expect(tenth).toMatchObject({ placedAt: at(day(10)) });
  });

  test("takes from a later row of an order what its first row says", async () => {
    const session = await openSession();
    const { refused } = await come(
      session,
      "Order number,Client,Currency,Date,Product code,Quantity,Unit price",
      "1001,ada,JPY,2026-05-03,TEA,1,450",
      "1001,,,,SALT,2,120",
    );
    expect(refused).toEqual([]);
    expect(ordersOf(session)).toMatchObject([
      { reference: "1001", currency: "JPY", lines: [{ unitPrice: 450 }, { unitPrice: 120 }] },
    ]);
  });

  test("whose number the book has is skipped where it is the same, and told where it differs", async () => {
    const session = await openSession();
    const titles = "order,client,product,quantity,price";
    await come(session, titles, "7001,ada,TEA,1,4.50", "7002,bob,SALT,2,1.20");
    // As a person writes it by hand: another text, the same order
    const again = await come(
      session,
      "order,client,product,quantity,price,date",
      ...["7001,ADA,TEA,10,4.50,", "7002,BOB,SALT,2,1.2,", "7003,ada,TEA,1,4.50,"],
    );
    expect(again).toMatchObject({ there: 1, accepted: [{ input: { reference: "7003" } }] });
    expect(again.refused).toMatchObject([
      {
        row: 2,
        column: "order",
        reason: expect.stringContaining(
          "Order 7001 is in the book already, and differs: 1 × TEA at 4.50 EUR there, 10 × TEA at 4.50 EUR here.",
        ),
      },
    ]);
    expect(ordersOf(session)).toHaveLength(3);
  });

  test("leaves out what came back, and takes the rest of its order", async () => {
    const session = await openSession();
    const { refused } = await come(
      session,
      "order,client,product,quantity,price,date",
      "1,ada,TEA,5,4.50,2026-03-01 10:00",
      "1,ada,SALT,-2,1.20,2026-03-01 10:00",
      "1,ada,OIL,1,9.00,2026-03-01 10:01",
    );
    expect(refused).toMatchObject([{ row: 3, column: "quantity" }]);
    expect(refused[0]?.reason).toContain("less than nothing");
    const placedAt = Date.parse("2026-03-01T10:00:00");
    expect(ordersOf(session)).toMatchObject([
      { placedAt, lines: [{ productCode: "TEA" }, { productCode: "OIL" }] },
    ]);
  });
});

test("what is to be in a wallet moves what is missing, once", async () => {
  const session = await openSession();
  for (const username of ["ada", "bob", "cyd"]) {
    await session.bus.dispatch({ type: "RegisterClient", username });
  }
  await session.bus.dispatch({ type: "CreditWallet", client: "ada", amount: 500 });
  await session.bus.dispatch({ type: "CreditWallet", client: "bob", amount: 900 });
  const rows = ["ada,7.00,EUR", "bob,9.00,EUR", "cyd,0.00,EUR", "dan,-1.00,EUR", "Ada,8.00,EUR"];
  const text = ["client,balance,currency", ...rows].join("\n");
  const table = await dropped(session, text);
  await table.check();
  expect(checked(table)).toMatchObject({
    accepted: [{ input: { type: "CreditWallet", client: "ada", amount: 200 } }],
    there: 2,
    refused: [
      { row: 5, column: "balance" },
      { row: 6, column: "client", reason: expect.stringContaining("Row 2 says it already") },
    ],
  });
  await table.send();
  const again = await dropped(session, text);
  await again.check();
  expect(checked(again)).toMatchObject({ accepted: [], there: 3 });
});

test("a row that is refused for its shape takes its order with it", async () => {
  const session = await openSession();
  const rows = ["1001,ada,A,1,10.00", "1001,ada,B,1,1,000.00", "1002,ada,C,1,1.00"];
  const table = await dropped(session, ["order,client,sku,qty,price", ...rows].join("\n"));
  await table.check();
  expect(checked(table).refused.map(({ row }) => row)).toEqual([2, 3]);
  expect(checked(table).accepted.map(({ rows }) => rows)).toEqual([[4], [4]]);
});

test("what a first row says counts for the later ones, also where it is left out", async () => {
  const session = await openSession();
  const rows = ["1,ada,A,-1,5.00,USD,2026-03-01,Ada L.", "1,,B,2,5.00,,,", "2,,C,1,1.00,,,Bob"];
  const titles = "order,client,sku,qty,price,currency,date,name";
  const table = await dropped(session, [titles, ...rows].join("\n"));
  table.chooseNewClients({ areAdded: true, walkIn: "walk-in" });
  await table.check();
  const occurredAt = new Date(2026, 2, 1, 12).getTime();
  expect(checked(table).accepted.map(({ input }) => input)).toMatchObject([
    { type: "RegisterClient", username: "ada", name: "Ada L.", occurredAt },
    { type: "PlaceOrder", client: "ada", currency: "USD", occurredAt },
    // and nothing of one buyer is told of all who are not named
    { type: "RegisterClient", username: "walk-in" },
    { type: "PlaceOrder", client: "walk-in" },
  ]);
  expect(checked(table).accepted[2]?.input).not.toHaveProperty("name");
});

test("what a line comes to is what is left after its discount", async () => {
  const session = await openSession();
  const text = "order,client,product,qty,discount %,line total\n1,ada,A,2,10,18.00\n";
  const table = await dropped(session, text);
  await table.check();
  await table.send();
  expect(session.history.orders.rows(session.history.head().position)).toMatchObject([
    { total: 1_800 },
  ]);
});

test("a line whose price has no coin is left out, and one of price 0 is taken", async () => {
  const session = await openSession();
  const rows = ["1,ada,TEA,1,4.50", "1,ada,SCREW,1000,0.0035", "1,ada,GIFT,1,0.00"];
  const text = ["order,client,product,quantity,price", ...rows, "2,ada,TEA,1,none"].join("\n");
  const table = await dropped(session, text);
  await table.check();
  expect(checked(table).refused).toMatchObject([
    { row: 3, column: "price", reason: expect.stringMatching(/digits.*The rest of its order/) },
    { row: 5, column: "price", reason: expect.not.stringContaining("The rest") },
  ]);
  await table.send();
  expect(session.history.orders.rows(session.history.head().position)).toMatchObject([
    { lines: [{ productCode: "TEA" }, { productCode: "GIFT", unitPrice: 0 }], total: 450 },
  ]);
});

test("payments of a bank, the newest first, go in by date", async () => {
  const session = await openSession();
  await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
  const sameDay = ["ada,-5,2026-05-06", "ada,25,2026-05-06"];
  const text = ["client,amount,date", ...sameDay, "ada,-30,2026-05-04", "ada,30,2026-05-01"];
  const table = await dropped(session, text.join("\n"));
  await table.check();
  expect(checked(table).refused).toEqual([]);
  await table.send();
  expect(session.history.wallets.rows(session.history.head().position)).toMatchObject([
    { balance: 2_000 },
  ]);
});

test("an order that differs is neither changed nor shipped, paid or cancelled", async () => {
  // Given a book with an order of anna
  const session = await openSession();
  await session.bus.dispatch({ type: "RegisterClient", username: "anna" });
  await session.bus.dispatch({
    ...{ type: "PlaceOrder", client: "anna", reference: "7001" },
    lines: [{ productCode: "TEA", quantity: 1, unitPrice: 450 }],
  });

  // When a table has another order under its number, which was cancelled
  const table = await dropped(
    session,
    "order number,client,date,sku,quantity,price,cancelled date\n7001,bob,2026-01-05,z,9,0.05,2026-01-09",
  );
  await table.check();

  // Then it is refused, and nothing would become of the one in the book
  expect(checked(table)).toMatchObject({ accepted: [], refused: [{ row: 2 }] });
});

test.each([
  ["hidden letters", "Main St\u200b 5", "Main St 5", 0],
  ["more letters than an address has", "x".repeat(501), undefined, 1],
])("an order comes in whose client has an address with %s", async (_, address, kept, told) => {
  // Given an empty book, and an order that brings its client
  const session = await openSession();
  const table = await dropped(
    session,
    `client,product,quantity,price,delivery address\nada,TEA,1,4.50,${address}`,
  );

  // When it is added
  await table.check();
  const { refused } = checked(table);
  await table.send();

  // Then both are in the book, and what was left out is told
  const at = session.history.head().position;
  expect(session.history.orders.count(at)).toBe(1);
  expect(session.history.clients.rows(at)[0]?.address).toBe(kept);
  expect(refused).toHaveLength(told);
});

test("money moves in the order of the table, as often as it stands there", async () => {
  const session = await openSession();
  await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
  const moves = Array.from({ length: 60 }, (_, index) => (index % 2 ? "ADA,-10" : "ada,10"));
  const table = await dropped(session, `client,amount\n${moves.join("\n")}`);
  await table.check();
  await table.send();
  expect(sent(table)).toEqual({ accepted: 60, refused: [], rest: [] });
  const at = session.history.head().position;
  expect(session.history.wallets.rows(at)).toMatchObject([{ balance: 0 }]);
});

test("a payment that the book has is not made again, but a second equal one is by hand", async () => {
  // Given a book with a payment that was entered by hand
  const session = await openSession();
  await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
  const occurredAt = Date.UTC(2025, 2, 1, 9);
  await session.bus.dispatch({ type: "CreditWallet", client: "ada", amount: 1_000, occurredAt });
  const balance = () => session.history.wallets.rows(session.history.head().position)[0]?.balance;

  // When a bank's file has it too, and another one that is new
  const file = `client,date,amount\nada,2025-03-01T09:00:00Z,10.00\nAda,2025-03-02T09:00:00Z,5.00`;
  const table = await dropped(session, file);
  await table.check();

  // Then one is there, and may be made once more
  expect(checked(table)).toMatchObject({
    ...{ there: 1, refused: [] },
    accepted: [{ rows: [3] }],
    equal: [{ rows: [2] }],
  });
  await table.send(checked(table).equal);
  expect(sent(table)).toMatchObject({ accepted: 2, refused: [] });
  expect(balance()).toBe(2_500);

  // And the same file again adds nothing by itself, but may once more by hand
  const again = await dropped(session, file);
  await again.check();
  expect(checked(again)).toMatchObject({ accepted: [], there: 2, equal: [{}, {}] });
  await again.send(checked(again).equal.slice(0, 1));
  expect(balance()).toBe(3_500);
});

test("a table that is broken off goes on where it stopped, and doubles nothing", async () => {
  const session = await openSession();
  const table = await dropped(session, clients(500));
  await table.check();
  const dispatch = vi.spyOn(session.bus, "dispatch");
  dispatch.mockImplementationOnce((...command) => {
    table.cancel();
    dispatch.mockRestore();
    return session.bus.dispatch(...command);
  });
  await table.send();
  expect(sent(table).rest.length).toBeGreaterThan(0);
  expect(sent(table).accepted + sent(table).rest.length).toBe(500);
  await table.send();
  expect(sent(table)).toEqual({ accepted: 500, refused: [], rest: [] });
  expect(session.history.clients.count(session.history.head().position)).toBe(500);
});

test("how many of its rows are read, checked and added is told meanwhile", async () => {
  // given a table of 2,000 orders of three lines each
  const session = await openSession();
  const lines = Array.from({ length: 6_000 }, (_, line) => `${Math.floor(line / 3)},ada,tea,1,5`);
  const text = `order,client,product,quantity,price\n${lines.join("\n")}`;
  const table = createTableImport(session, new File([text], "orders.csv"), HOME);
  const told: Record<string, (readonly [number, number])[]> = {};
  table.state.subscribe(({ opened, progress }) => {
    if (opened.kind === "reading" && opened.rows) {
      told["reading"] = [...(told["reading"] ?? []), [opened.rows.done, opened.rows.total]];
    }
    if (progress.kind === "checking" || progress.kind === "sending") {
      told[progress.kind] = [...(told[progress.kind] ?? []), [progress.done, progress.total]];
    }
  });
  await eventually(() => expect(table.state.getState().opened.kind).toBe("open"));
  // when it is checked and added
  await table.check();
  await table.send();
  expect(sent(table)).toMatchObject({ accepted: 2_001, refused: [] });
  // then it is told of rows, never backwards and never of more than there are
  expect(Object.keys(told)).toEqual(["reading", "checking", "sending"]);
  for (const [kind, steps] of Object.entries(told)) {
    const done = steps.map(([rows]) => rows);
    expect(done).toEqual(done.toSorted((one, other) => one - other));
    expect(steps.every(([rows, total]) => rows <= total)).toBe(true);
    // (at first nothing is known of how many there are)
    if (kind !== "reading") expect([0, 6_000]).toContain(steps.at(-1)?.[1]);
  }
  expect(told["sending"]?.at(-1)?.[1]).toBe(6_000);
}, 60_000);

test("a book that looks at the past takes nothing, says so, and goes on when it is live", async () => {
  const session = await openSession();
  await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
  const table = await dropped(session, clients(10));
  await table.check();
  session.time.goTo(1 as never);
  await table.send();
  expect(sent(table)).toMatchObject({ accepted: 0, refused: [] });
  expect(sent(table).stopped).toMatchObject({ message: expect.stringContaining("the past") });
  session.time.goTo("live");
  await table.send();
  expect(sent(table)).toEqual({ accepted: 10, refused: [], rest: [] });
});

describe("what was guessed", () => {
  test("can be chosen otherwise, and what was tried before does not count any more", async () => {
    const session = await openSession();
    await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
    const table = await dropped(session, "who;what\nada;1,50\n");
    const opened = () => {
      const { opened } = table.state.getState();
      if (opened.kind !== "open") throw new Error(`Not open, but ${opened.kind}.`);
      return opened;
    };
    table.chooseKind("wallets");
    await eventually(() => expect(opened().meaning.kind).toBe("wallets"));
    table.map("client", 0);
    await eventually(() => expect(opened().meaning.mapping).toEqual({ client: 0, amount: 1 }));
    table.map("amount");
    await eventually(() => expect(opened().meaning.mapping).toEqual({ client: 0 }));
    table.map("amount", 1);
    await eventually(() => expect(opened().meaning.mapping).toEqual({ client: 0, amount: 1 }));
    await table.check();
    expect(checked(table).accepted[0]?.input).toMatchObject({ amount: 150, currency: "EUR" });
    table.chooseForms({ currency: "KWD" });
    expect(table.state.getState().progress.kind).toBe("none");
    await eventually(() => expect(opened().meaning.forms.currency).toBe("KWD"));
    await table.check();
    expect(checked(table).accepted[0]?.input).toMatchObject({ amount: 1_500, currency: "KWD" });
  });

  test("keeps what the cells tell when the kind is chosen by hand", async () => {
    const session = await openSession();
    const table = await dropped(session, "who,how much,when\nada,5.00,2026-05-01\n");
    const meaning = () => {
      const { opened } = table.state.getState();
      return opened.kind === "open" ? opened.meaning : undefined;
    };
    table.chooseKind("wallets");
    await eventually(() =>
      expect(meaning()).toMatchObject({ kind: "wallets", mapping: { amount: 1, date: 2 } }),
    );
  });

  test("a comma that sets cells apart sets no decimals apart, wherever the browser is at home", async () => {
    // A book's own file: Kuwaiti dinars have three digits, which a thousand has too.
    const text = "client,amount,currency\nada,12.345,KWD\n";
    const file = new File([text], "wallets.csv");
    const table = createTableImport(await openSession(), file, { ...HOME, decimal: "," });
    await eventually(() =>
      expect(table.state.getState().opened).toMatchObject({
        preview: { commands: [{ input: { amount: 12_345, currency: "KWD" } }] },
      }),
    );
  });

  test("a file that is no table says so, and another encoding can be tried", async () => {
    const session = await openSession();
    const table = await dropped(session, 'a,"b\n1,2');
    expect(table.state.getState().opened).toMatchObject({
      kind: "unreadable",
      reason: expect.stringMatching(/Row 1: a quotation mark.*Nothing was written/),
    });
    await table.chooseEncoding("utf-16le");
    expect(table.state.getState().encoding).toBe("utf-16le");
  });
});

describe("what a file leaves open", () => {
  const opened = (table: TableImport) => {
    const { opened } = table.state.getState();
    if (opened.kind !== "open") throw new Error(`Not open, but ${opened.kind}.`);
    return opened;
  };

  test("is asked once, and nothing is checked before it is answered", async () => {
    // given amounts and dates that have two readings each
    const session = await openSession();
    await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
    const table = await dropped(session, "client\tamount\tdate\nada\t1.000\t03/04/2026\n");
    expect(opened(table).questions.map(({ about }) => about)).toEqual(["decimal", "dates"]);
    // when it is checked all the same, nothing happens
    await table.check();
    expect(table.state.getState().progress.kind).toBe("none");
    // when one is answered with what was guessed, only the other one is left
    table.chooseForms({ decimal: opened(table).meaning.forms.decimal });
    await eventually(() =>
      expect(opened(table).questions.map(({ about }) => about)).toEqual(["dates"]),
    );
    table.chooseForms({ dates: "mdy" });
    // then it is checked as it was answered, also at once
    await table.check();
    expect(opened(table).questions).toEqual([]);
    expect(checked(table).accepted[0]?.input).toMatchObject({
      amount: 100,
      occurredAt: new Date(2026, 2, 4, 12).getTime(),
    });
  });

  test("stays answered when columns or titles are chosen after it", async () => {
    const session = await openSession();
    const table = await dropped(session, "client\tamount\twhen\nada\t1.000\t03/04/2026\n");
    table.chooseForms({ decimal: "," });
    table.map("date", 2);
    await eventually(() =>
      expect(opened(table).questions.map(({ about }) => about)).toEqual(["dates"]),
    );
    expect(opened(table).meaning.forms.decimal).toBe(",");
    await table.chooseForm({ separator: "\t", titleRow: undefined });
    expect(opened(table).table.rows).toHaveLength(2);
    expect(opened(table).meaning.forms.decimal).toBe(",");
  });

  test("may be its encoding, which is not asked again once it is chosen", async () => {
    const session = await openSession();
    const bytes = [..."username,name\nj,J\x9arg"].map((letter) => letter.charCodeAt(0));
    const file = new File([new Uint8Array(bytes)], "mac.csv");
    const table = createTableImport(session, file, HOME);
    await eventually(() => expect(opened(table).questions).toMatchObject([{ about: "encoding" }]));
    await table.chooseEncoding("macintosh");
    expect(opened(table).questions).toEqual([]);
    expect(opened(table).preview.commands).toMatchObject([{ input: { name: "Jörg" } }]);
  });

  test("two columns chosen one right after the other are both taken", async () => {
    const session = await openSession();
    const table = await dropped(session, "who;what\nada;1,50\n");
    table.chooseKind("wallets");
    table.map("client", 0);
    table.map("amount", 1);
    await eventually(() => expect(opened(table).meaning.mapping).toEqual({ client: 0, amount: 1 }));
  });
});

test("the currency of a table begins as that of the book", async () => {
  const session = await openSession();
  expect(bookCurrency(session.history)).toBe("EUR");
  await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
  await session.bus.dispatch({ type: "CreditWallet", client: "ada", amount: 5, currency: "PLN" });
  expect(bookCurrency(session.history)).toBe("PLN");
  const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 450 }];
  await session.bus.dispatch({ type: "PlaceOrder", client: "ada", lines, currency: "CHF" });
  expect(bookCurrency(session.history)).toBe("CHF");
});

describe("a workbook", () => {
  const cell = (text: string) => `<c t="str"><v>${text}</v></c>`;
  const row = (...cells: string[]) => `<row>${cells.join("")}</row>`;
  const titles = row(...["client", "amount", "date"].map(cell));

  async function chosen(session: BookSession, bytes: Uint8Array<ArrayBuffer>, name: string) {
    const table = createTableImport(session, new File([bytes], name), { ...HOME, decimal: "," });
    await eventually(() => expect(table.state.getState().opened.kind).not.toBe("reading"));
    return table;
  }

  function previewed({ state }: TableImport) {
    const { opened } = state.getState();
    return opened.kind === "open" ? opened.preview.commands.map(({ input }) => input) : [];
  }

  test("comes in with its numbers and days as they are, whatever the browser writes", async () => {
    // given a browser at home where commas set decimals apart
    const session = await openSession();
    await session.bus.dispatch({ type: "RegisterClient", username: "ada" });
    const values = row(cell("ada"), "<c><v>1234.56</v></c>", '<c s="1"><v>46145</v></c>');
    const bytes = xlsxOf({ rows: titles + values, formats: ["m/d/yy"] });
    const table = await chosen(session, bytes, "payments.xlsx");
    expect(table.state.getState().workbook).toEqual({ sheets: ["Orders"], sheet: 0 });
    const occurredAt = new Date(2026, 4, 3, 12).getTime();
    const credit = { type: "CreditWallet", client: "ada", amount: 123_456, currency: "EUR" };
    expect(previewed(table)).toEqual([{ ...credit, occurredAt }]);

    // when texts are said to have commas, then numbers mean the same
    table.chooseForms({ decimal: "," });
    await eventually(() =>
      expect(table.state.getState().opened).toMatchObject({
        meaning: { forms: { decimal: "," } },
        preview: { commands: [{ input: credit }] },
      }),
    );
    await table.check();
    await table.send();
    expect(sent(table)).toEqual({ accepted: 1, refused: [], rest: [] });
  });

  test("has sheets to choose from, also when the first one is empty", async () => {
    const sheet = (name: string, rows: string) =>
      `<table:table table:name="${name}">${rows}</table:table>`;
    const text = (said: string) =>
      `<table:table-cell office:value-type="string"><text:p>${said}</text:p></table:table-cell>`;
    const rows = ["username", "eve"].map(
      (said) => `<table:table-row>${text(said)}</table:table-row>`,
    );
    const bytes = odsOf(sheet("Notes", "") + sheet("People", rows.join("")));
    const table = await chosen(await openSession(), bytes, "clients.ods");
    expect(table.state.getState()).toMatchObject({
      opened: { kind: "unreadable", reason: expect.stringContaining("No row of data") },
      workbook: { sheets: ["Notes", "People"], sheet: 0 },
    });
    await table.chooseSheet(1);
    expect(previewed(table)).toEqual([{ type: "RegisterClient", username: "eve" }]);
    expect(table.state.getState().workbook?.sheet).toBe(1);
  });

  test("has the rows that a spreadsheet counts, and cells that hold any sign", async () => {
    const rows = `<row r="3">${["username", "name"].map(cell).join("")}</row><row r="6">${cell("a;b")}${cell('A, "B"')}</row>`;
    const table = await chosen(await openSession(), xlsxOf({ rows }), "clients.xlsx");
    const { opened } = table.state.getState();
    expect(opened).toMatchObject({
      table: { columns: ["username", "name"], rows: [{ row: 6, cells: ["a;b", 'A, "B"'] }] },
    });
  });

  test("that is damaged says so, and nothing was written", async () => {
    const table = await chosen(await openSession(), zipOf({ a: "b" }).slice(0, 40), "x.xlsx");
    expect(table.state.getState().opened).toMatchObject({
      kind: "unreadable",
      reason: expect.stringMatching(/damaged.*Nothing was written/),
    });
  });
});

test("a table that two people bring into copies of one book comes in once", async () => {
  // Given two copies of a book, of which one has taken a table of orders without numbers
  const one = await openSession();
  await one.bus.dispatch({ type: "RegisterClient", username: "ada" });
  const copy = await openSession();
  const { file } = await exportLog(one);
  await importLog(copy, file, createOutside());
  copy.store.setState(({ book }) => ({ book: { ...book, id: "another" as typeof book.id } }));
  const text = "client,product,quantity,price\nada,TEA,1,4.50\nada,CUP,2,3.00";
  const ids = [];

  // When it is checked in both
  for (const session of [one, copy]) {
    const table = await dropped(session, text);
    await table.check();
    ids.push(checked(table).accepted.map(({ id }) => id));
  }

  // Then its commands have the same ids in both
  expect(ids[0]).toHaveLength(2);
  expect(ids[1]).toEqual(ids[0]);
});

test("a step of an order without a number, which is there already, is told where it is to be taken", async () => {
  // Given a book that took a table of one order without a number
  const session = await openSession();
  const text = "client,product code,quantity,unit price,date\nada,TEA,1,4.50,2026-05-01";
  const first = await dropped(session, text);
  await first.check();
  await first.send();

  // When the same table comes again, and says that it was shipped
  const again = await dropped(
    session,
    `${text.replace("date\n", "date,shipped date\n")},2026-05-02`,
  );
  await again.check();

  // Then nothing is done, and the row says so
  expect(checked(again)).toMatchObject({
    ...{ accepted: [], there: 1 },
    refused: [{ row: 2, column: "shipped date", code: "order-refused" }],
  });
});
