import { gzipSync } from "node:zlib";
import { chromium } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chromiumLaunch } from "../tools/find-chromium.mjs";
import { type Firefox, launchFirefox } from "./launch-firefox.ts";

let firefox: Firefox;
let exported: Awaited<ReturnType<typeof exportFromChromium>>;
beforeAll(async () => {
  firefox = await launchFirefox();
  exported = await exportFromChromium(firefox.origin);
});
afterAll(() => firefox?.close());

it("takes a log that Chromium exported, and exports the same", async () => {
  // Given an empty book
  const book = await firefox.openBook("#/transfer");

  // When the log of another browser is imported
  await book.importFile("theirs.ndjson", exported.text);
  await book.expectText("9 events added");

  // Then the fingerprint is the same, and so is all that is exported here but the name of the book
  expect(await book.fingerprint()).toBe(exported.fingerprint);
  const { text } = await book.exportFile();
  expect(linesOf(text)).toEqual(linesOf(exported.text));

  // And a second book, empty so far, has that fingerprint once it takes the file, and nothing twice
  const other = await firefox.openBook("#/transfer");
  await other.importFile("ours.ndjson", text);
  await other.expectText("9 events added");
  expect(await other.fingerprint()).toBe(exported.fingerprint);
  await other.importFile("ours.ndjson", text);
  await other.expectText("nothing new");
  expect([...book.pageErrors, ...other.pageErrors]).toEqual([]);
});

it("takes a compressed log", async () => {
  const book = await firefox.openBook("#/transfer");
  await book.importFile("theirs.ndjson.gz", gzipSync(exported.text));
  await book.expectText("9 events added");
  expect(await book.fingerprint()).toBe(exported.fingerprint);
  expect(book.pageErrors).toEqual([]);
});

it("refuses a spoiled file by its line and reason, and writes nothing", async () => {
  // Given a book with two clients, and its own export
  const book = await firefox.openBook();
  await book.page.evaluate(async () => {
    for (const username of ["ada", "grace"]) {
      await window.hindsight.dispatch({ type: "RegisterClient", username });
    }
  });
  const before = await book.fingerprint();
  const { text } = await book.exportFile();
  const spoiled: [name: string, content: string | Uint8Array, reason: RegExp][] = [
    ["broken.ndjson", text.replace('"data":', '"data"'), /Line 1: broken JSON/],
    ["gap.ndjson", text.split("\n").toSpliced(2, 1).join("\n"), /Line 3: a gap/],
    ["changed.ndjson", text.replace('"grace"', '"eve"'), /Line 4: .*hash/],
    ["picture.png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0), /a picture, not a log/],
  ];

  for (const [name, content, reason] of spoiled) {
    // When a copy of it is imported that was changed, cut or broken
    await book.importFile(name, content);

    // Then it is refused by its line and the reason, and the book is what it was
    await book.expectText(name);
    await book.expectText(reason);
    await book.expectText("Nothing was written");
    expect(await book.fingerprint()).toBe(before);
  }
  expect(book.pageErrors).toEqual([]);
});

it("takes a table as a spreadsheet writes it, and adds nothing twice", async () => {
  // Given a book with a client, and a table of orders
  const book = await firefox.openBook();
  await book.page.evaluate(() =>
    window.hindsight.dispatch({ type: "RegisterClient", username: "vinet" }),
  );
  const table = [
    "Auftrag;Kunde;Artikel;Menge;Einzelpreis;Datum",
    "10248;vinet;Käse;12;14,00 €;04.07.1996",
    "10248;vinet;Mie;10;1.009,80 €;04.07.1996",
    "10250;nobody;Tofu;1;18,60 €;08.07.1996",
  ];
  const bytes = Buffer.from(table.join("\r\n").replaceAll("€", "\x80"), "latin1");

  // When it is dropped on the page, checked and sent
  await book.drop("auftraege.csv", bytes);
  await book.click("button", "Check all rows");
  await book.expectText("3 commands would be accepted, 1 of them adds a client");
  await book.click("button", "Add 3 commands");
  await book.expectText("3 commands added");

  // Then its orders are in the book, with the client whom it did not have, once
  const totals = () =>
    book.page.evaluate(async () => {
      const orders = (await window.hindsight.view("orders")) as unknown as { total: number }[];
      return orders.map(({ total }) => total);
    });
  expect(await totals()).toEqual([1_026_600, 1_860]);
  await book.drop("auftraege.csv", bytes);
  await book.click("button", "Check all rows");
  await book.expectText("0 commands would be accepted");
  expect(await totals()).toEqual([1_026_600, 1_860]);
  expect(book.pageErrors).toEqual([]);
});

/** The events of a file, apart from the book that each line names as its source. */
function linesOf(text: string): unknown[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => {
      const { source: _, ...event } = JSON.parse(line);
      if (!event.type.endsWith(".journal.end")) return event;
      // It names the book that wrote the file, and its hash covers that.
      const { id: __, journalhash: ___, ...end } = event;
      return { ...end, data: { ...end.data, book: undefined } };
    });
}

/** A book of nine events as Chromium writes and exports it. */
async function exportFromChromium(origin: string): Promise<{ text: string; fingerprint: string }> {
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const page = await browser.newPage();
    await page.goto(origin);
    await page.waitForFunction(() => window.hindsight?.ready);
    return await page.evaluate(async () => {
      const { dispatch, exportLog, head, verify } = window.hindsight;
      const lines = [{ productCode: "Käse", quantity: 3, unitPrice: 450, discount: 500 }];
      await dispatch({ type: "RegisterClient", username: "ada", name: "Ada Lovelace 🧮" });
      await dispatch({ type: "PlaceOrder", orderId: "o-1", client: "ada", lines });
      await dispatch({ type: "CreditWallet", client: "ada", amount: 5_000 });
      await dispatch({ type: "PayOrder", orderId: "o-1" });
      while (head() < 9) await new Promise((resolve) => setTimeout(resolve, 20));
      const { fingerprint } = await verify();
      return { text: await (await exportLog()).text(), fingerprint };
    });
  } finally {
    await browser.close();
  }
}
