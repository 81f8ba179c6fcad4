import { describe, expect, test } from "vitest";
import type { TableImport } from "../../src/application/store/table-import-state.ts";
import { createTableImport } from "../../src/application/tables/table-import.ts";
import { eventually } from "../eventually.ts";
import { odsOf } from "../formats/sheets/zip-of.ts";
import { openSession } from "./open-session.ts";

const HOME = { decimal: ".", dates: "dmy", areDiscountsFractions: false, currency: "EUR" } as const;

/** A file whose letters are one byte each, or whose bytes are given. */
async function dropped(content: string | Uint8Array, name = "table.csv"): Promise<TableImport> {
  const bytes =
    typeof content === "string"
      ? Uint8Array.from(content, (letter) => letter.charCodeAt(0))
      : content;
  const file = new File([bytes as Uint8Array<ArrayBuffer>], name);
  const table = createTableImport(await openSession(), file, HOME);
  await eventually(() => expect(table.state.getState().opened.kind).toBe("open"));
  return table;
}

function opened({ state }: TableImport) {
  const { opened } = state.getState();
  if (opened.kind !== "open") throw new Error(`Not open, but ${opened.kind}.`);
  return opened;
}

/** What a table is taken for, with the titles of the columns of its fields. */
function taken(table: TableImport) {
  const { meaning, table: cut, gone, form } = opened(table);
  const fields = Object.entries(meaning.mapping).map(([field, at]) => [field, cut.columns[at]]);
  return { kind: meaning.kind, fields: Object.fromEntries(fields), gone, form };
}

describe("what was chosen by hand stays", () => {
  test("when the question about the encoding is answered after it", async () => {
    // given a file in which a title and a name have a letter with several readings
    const table = await dropped("username;J\x9arg;points\nada;5,50;7\nJ\x9arg;6,50;8\n");
    expect(opened(table).questions).toMatchObject([{ about: "encoding" }]);
    // when kind and columns are chosen, one of them for nothing, and then the encoding
    table.chooseKind("wallets");
    table.map("client", 0);
    table.map("amount", 1);
    table.map("currency");
    table.chooseNewClients({ areAdded: false, walkIn: "someone" });
    await table.chooseEncoding("macintosh");
    // then they are as they were chosen, though the title is spelled otherwise
    expect(taken(table)).toMatchObject({
      kind: "wallets",
      fields: { client: "username", amount: "Jörg" },
      gone: [],
    });
    expect(opened(table).meaning.newClients).toEqual({ areAdded: false, walkIn: "someone" });
  });

  test("when other questions are answered, in any order", async () => {
    const table = await dropped("who\tsum\tother\tday\nada\t1.000\t2\t03/04/2026\n");
    table.chooseKind("wallets");
    table.map("client", 0);
    table.map("amount", 1);
    table.map("date", 3);
    table.chooseForms({ decimal: "," });
    table.chooseForms({ dates: "dmy" });
    await table.chooseEncoding("windows-1252");
    expect(taken(table)).toMatchObject({
      kind: "wallets",
      fields: { client: "who", amount: "sum", date: "day" },
    });
    expect(opened(table).questions).toEqual([]);
    expect(opened(table).preview.commands).toMatchObject([
      { input: { type: "CreditWallet", client: "ada", amount: 100_000 } },
    ]);
  });

  test("also the sign between cells and the row of titles, when the encoding is chosen", async () => {
    const table = await dropped("a,b;username,name;x\nc,d;ada,A;y\n");
    await table.chooseForm({ separator: ";", titleRow: undefined });
    await table.chooseEncoding("windows-1250");
    expect(taken(table).form).toEqual({ separator: ";", titleRow: undefined });
  });

  test("when the titles are found in another row", async () => {
    const table = await dropped("one,two\nusername,money\nada,5.50\n");
    table.chooseKind("wallets");
    table.map("client", 0);
    table.map("amount", 1);
    await table.chooseForm({ separator: ",", titleRow: 1 });
    expect(taken(table)).toMatchObject({
      kind: "wallets",
      fields: { client: "one", amount: "two" },
      gone: [],
    });
  });

  test("when the kind is chosen after a column", async () => {
    const table = await dropped("who,client,quantity\nada,bob,5\n");
    table.map("client", 0);
    table.chooseKind("orders");
    table.map("client", 0);
    table.chooseKind("wallets");
    await eventually(() => expect(taken(table).fields).toMatchObject({ client: "who" }));
  });
});

test("a file that is gone when it is needed again says so, and what to do", async () => {
  // given a table on a stick that is pulled out
  const file = new File(["username,name\nada,Ada\n"], "table.csv");
  const table = createTableImport(await openSession(), file, HOME);
  await eventually(() => expect(table.state.getState().opened.kind).toBe("open"));
  file.slice = () =>
    ({ arrayBuffer: () => Promise.reject(new DOMException("gone", "NotFoundError")) }) as never;
  // when it is to be read in another encoding
  await table.chooseEncoding("windows-1252");
  expect(table.state.getState().opened).toMatchObject({
    kind: "unreadable",
    reason: expect.stringContaining("The file cannot be read any more. Choose it again."),
  });
});

describe("a column that was chosen and is not there any more", () => {
  test("is told, stands as it is recognised, and counts again where it comes back", async () => {
    // given payments in which another column than the usual one was chosen
    const table = await dropped("client;amount;fee\nada;5,50;1,50\n");
    table.map("amount", 2);
    await eventually(() => expect(taken(table).fields).toMatchObject({ amount: "fee" }));
    // when the cells are cut elsewhere
    await table.chooseForm({ separator: ",", titleRow: 1 });
    expect(taken(table)).toMatchObject({ kind: "wallets" });
    expect(taken(table).gone).toEqual(["amount"]);
    // and back again
    await table.chooseForm({ separator: ";", titleRow: 1 });
    expect(taken(table)).toMatchObject({ fields: { amount: "fee" }, gone: [] });
  });

  test("is looked for by its title on another sheet, and not by its place", async () => {
    const text = (said: string) =>
      `<table:table-cell office:value-type="string"><text:p>${said}</text:p></table:table-cell>`;
    const sheet = (name: string, ...rows: readonly (readonly string[])[]) =>
      `<table:table table:name="${name}">${rows
        .map((row) => `<table:table-row>${row.map(text).join("")}</table:table-row>`)
        .join("")}</table:table>`;
    const bytes = odsOf(
      sheet("May", ["client", "amount", "fee"], ["ada", "5.50", "1.50"]) +
        sheet("June", ["client", "fee", "amount"], ["ada", "2.50", "6.50"]) +
        sheet("July", ["client", "amount", "tip"], ["ada", "7.50", "3.50"]),
    );
    const table = await dropped(bytes, "payments.ods");
    table.chooseKind("wallets");
    table.map("amount", 2);
    await table.chooseSheet(1);
    expect(taken(table)).toMatchObject({ fields: { amount: "fee" }, gone: [] });
    await table.chooseSheet(2);
    expect(taken(table)).toMatchObject({ fields: { amount: "amount" }, gone: ["amount"] });
  });
});
