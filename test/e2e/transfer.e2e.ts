import { expect, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

test("the sample loads with a bar, adds up, and can be stopped with whole orders", async ({
  page,
}) => {
  const book = new BookPage(page);
  // The sample is 1,730 commands, each durable before the next.
  test.setTimeout(360_000);
  await book.open();
  await page.getByRole("button", { name: "Load sample" }).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(
    page.getByRole("status").filter({ hasText: "Every order here is whole" }),
  ).toBeVisible();

  await book.goTo("Transfer");
  await page.getByRole("button", { name: "Load sample" }).click();
  await expect(page.getByText("The sample is in the book")).toBeVisible({ timeout: 240_000 });

  const sums = await page.evaluate(async () => {
    type Order = {
      status: string;
      total: number;
      lines: { quantity: number; unitPrice: number }[];
    };
    const orders = (await window.hindsight.view("orders")) as unknown as Order[];
    const clients = (await window.hindsight.view("clients")) as unknown[];
    return {
      clients: clients.length,
      orders: orders.length,
      open: orders.filter(({ status }) => status === "placed").length,
      shipped: orders.filter(({ status }) => status === "shipped").length,
      gross: orders
        .flatMap(({ lines }) => lines)
        .reduce((sum, line) => sum + line.quantity * line.unitPrice, 0),
      net: orders.reduce((sum, { total }) => sum + total, 0),
    };
  });
  expect(sums).toEqual({
    clients: 91,
    orders: 830,
    open: 21,
    shipped: 809,
    gross: 135_445_859,
    net: 126_579_302,
  });
});

test("a file that is not what it says is refused by line, and nothing is written", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.addClient("grace");
  const before = await book.fingerprint();
  const { text } = await book.exportFile();
  const lines = text.trimEnd().split("\n");

  const bad: [string, string | Buffer, RegExp][] = [
    ["broken.ndjson", text.replace('"data":', '"data"'), /Line 1: broken JSON/],
    ["gap.ndjson", lines.toSpliced(2, 1).join("\n"), /Line 3: a gap/],
    ["changed.ndjson", text.replace('"grace"', '"eve"'), /Line 4: .*hash/],
    ["empty.ndjson", "", /empty/],
    ["picture.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), /a picture, not a log/],
  ];
  for (const [name, content, reason] of bad) {
    await book.importFile(name, content);
    await expect(book.alert).toContainText(name);
    await expect(book.alert).toContainText(reason);
    await expect(book.alert).toContainText("Nothing was written");
  }
  expect(await book.fingerprint()).toBe(before);
});

test("a longer copy adds its tail, another story is offered as a book of its own", async ({
  page,
  browser,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  const early = await book.exportFile();
  await book.addClient("grace");
  const late = await book.exportFile();

  const other = new BookPage(await (await browser.newContext()).newPage());
  await other.open("/#/transfer");
  await other.importFile("early.ndjson", early.text);
  await expect(other.page.getByText("3 events added")).toBeVisible();
  await other.importFile("late.ndjson", late.text);
  await expect(other.page.getByText("would add 2 events at the end of this book")).toBeVisible();
  expect(await other.page.evaluate(() => window.hindsight.head())).toBe(3);
  await other.page.getByRole("button", { name: "Import 2 events" }).click();
  await expect(other.page.getByText("2 events added. 3 stood here already.")).toBeVisible();
  await other.importFile("late.ndjson", late.text);
  await expect(other.page.getByText("nothing new")).toBeVisible();
  expect(await other.fingerprint()).toBe(await book.fingerprint());

  await other.addClient("rival");
  await book.addClient("friend");
  const friendly = await book.exportFile();
  await other.goTo("Transfer");
  await other.importFile("friendly.ndjson", friendly.text);
  await expect(other.alert).toContainText("part ways at event 6");
  await other.page.getByRole("button", { name: "Open as a new book" }).click();
  await other.goTo("Clients");
  await expect(other.table("Clients")).toContainText("friend");
  expect(await other.fingerprint()).toBe(await book.fingerprint());
  await other.page.context().close();
});

test("a classic text log comes in through the rules, whole or not at all", async ({ page }) => {
  const book = new BookPage(page);
  await book.open("/#/transfer");
  await book.importFile("bad.log", "CREATE_USER ada pass\nCREATE_ORDER nobody TEA 3\n");
  await expect(book.alert).toContainText("Line 2: No client “nobody”");
  await expect(book.slider).toHaveAttribute("aria-valuemax", "0");

  await book.importFile("good.log", 'CREATE_USER "Ada L" pass\nCREATE_ORDER "Ada L" TEA 3\n');
  await expect(page.getByText("4 events added")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export classic text" }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toBe(
    'CREATE_USER "Ada L"\nCREATE_ORDER "Ada L" TEA 3\n',
  );
});
