import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { expectNoViolation } from "./violations.ts";

const ORDERS = [
  "Auftrag;Kunde;Artikel;Menge;Einzelpreis;Datum",
  "10248;vinet;Käse;12;14,00 €;04.07.1996",
  "10249;tomsp;Tofu;9;18,60 €;05.07.1996",
  "10248;vinet;Mie;10;1.009,80 €;04.07.1996",
  "10250;nobody;Tofu;1;18,60 €;08.07.1996",
  "10251;vinet;Tofu;keine;18,60 €;08.07.1996",
].join("\r\n");

test("a table dropped on any screen is previewed, tried out, sent, and never doubled", async ({
  page,
}) => {
  // given a book with two clients, and a table as a German spreadsheet writes it
  const book = new BookPage(page);
  await book.open();
  await book.addClient("vinet");
  await book.addClient("tomsp");
  const before = await book.fingerprint();

  // when it is dropped on the screen of clients
  await book.drop("auftraege.csv", windows1252(ORDERS));

  // then its rows are read as orders, two of them gathered
  await expect(page.getByRole("heading", { name: "Import a table" })).toBeVisible();
  await expect(page.getByLabel("Encoding")).toHaveValue("windows-1252");
  await expect(page.getByLabel("Between cells")).toHaveValue(";");
  await expect(page.getByLabel("Product code")).toHaveValue("2");
  const preview = page.getByRole("table", { name: /The first 5 rows as commands/ });
  await expect(preview.getByRole("row").nth(1)).toContainText("2, 4");
  await expect(preview.getByRole("row").nth(1)).toContainText(
    /Place order 10248 for vinet.*12 × Käse at €14.00, 10 × Mie at €1,009.80/,
  );
  await expect(preview.getByRole("row").nth(1)).toContainText("Jul 4, 1996");
  await expectNoViolation(page, "a table previewed");

  // when all rows are tried out without new clients, nothing is written, and what is refused can
  // be taken along
  await page.getByRole("checkbox", { name: /^Add clients that are not in the book/ }).uncheck();
  await page.getByRole("button", { name: "Check all rows" }).click();
  await expect(page.getByRole("status").filter({ hasText: "would be accepted" })).toContainText(
    "2 commands would be accepted, 2 rows refused. Nothing was written yet.",
  );
  expect(await book.fingerprint()).toBe(before);
  const refused = page.getByRole("table", { name: "Refused rows" });
  await expect(refused).toContainText("“keine” is no whole number of at least 1.");
  await expect(refused).toContainText(/No client “nobody”/);
  // also by reason, each of which leads to its rows
  await page.getByRole("button", { name: /^Kunde: There was no such client. 1 row$/ }).click();
  await expect(refused).toContainText(/No client “nobody”/);
  await expect(refused).not.toContainText("“keine”");
  await expectNoViolation(page, "refused rows by reason");
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(refused).toContainText("“keine”");
  const file = await book.saveFile("Save refused rows as CSV");
  expect(file.name).toBe("auftraege refused.csv");
  const mended = file.text.replace("nobody", "tomsp").replace("keine", "3");

  // when it is sent
  await page.getByRole("button", { name: "Add 2 commands" }).click();
  await expect(page.getByText("2 commands added. 2 rows refused.")).toBeVisible();
  expect(await totals(page)).toEqual([1_026_600, 16_740]);

  // then the same table adds nothing, and the mended rows come in
  await book.drop("auftraege.csv", windows1252(ORDERS));
  await page.getByRole("checkbox", { name: /^Add clients that are not in the book/ }).uncheck();
  await page.getByRole("button", { name: "Check all rows" }).click();
  await expect(
    page.getByText("0 commands would be accepted, 2 are in the book already"),
  ).toBeVisible();
  await book.drop("auftraege refused.csv", Buffer.from(mended));
  await page.getByRole("button", { name: "Check all rows" }).click();
  await page.getByRole("button", { name: "Add 2 commands" }).click();
  await expect(page.getByText("2 commands added.")).toBeVisible();
  expect(await totals(page)).toEqual([1_026_600, 16_740, 1_860, 5_580]);
});

test("a book's own table, read into an empty book, is that book again", async ({
  page,
  browser,
}) => {
  // Given a book in which an order was paid from a wallet and shipped, and another one cancelled
  const book = new BookPage(page);
  await book.open();
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    const day = (date: number) => ({ occurredAt: Date.UTC(2025, 2, date, 9) });
    const order = (orderId: string, productCode: string, date: number) => ({
      ...{ type: "PlaceOrder", orderId, client: "ada", ...day(date) },
      lines: [{ productCode, quantity: 2, unitPrice: 450 }],
    });
    await dispatch({ type: "RegisterClient", username: "ada", name: "Ada", ...day(1) });
    await dispatch({ type: "CreditWallet", client: "ada", amount: 2_000, ...day(2) });
    await dispatch(order("o-1", "TEA", 3));
    await dispatch(order("o-2", "CUP", 4));
    await dispatch({ type: "PayOrder", orderId: "o-1", ...day(5) });
    await dispatch({ type: "CancelOrder", orderId: "o-2", reason: "changed mind", ...day(6) });
  });
  await expect
    .poll(() => stateOf(page))
    .toMatchObject({
      orders: [
        ["paid", 900],
        ["cancelled", 900],
      ],
    });
  await page.evaluate(() =>
    window.hindsight.dispatch({
      type: "ShipOrder",
      orderId: "o-1",
      occurredAt: Date.UTC(2025, 2, 7),
    }),
  );

  // When its table is saved, and dropped into the empty book of another browser
  await book.goTo("Transfer");
  const { text } = await book.saveFile("Export the book as a table");
  const elsewhere = await browser.newContext();
  const copy = new BookPage(await elsewhere.newPage());
  await copy.open();
  await copy.drop("book.csv", Buffer.from(text));
  await copy.page.getByRole("button", { name: "Check all rows" }).click();
  await copy.page.getByRole("button", { name: /^Add \d+ commands/ }).click();
  await expect(copy.page.getByText(/commands added\.$/)).toBeVisible();

  // Then it has the same orders and the same wallet
  const state = await stateOf(page);
  expect(state).toEqual({
    orders: [
      ["shipped", 900],
      ["cancelled", 900],
    ],
    balances: [1_100],
  });
  expect(await stateOf(copy.page)).toEqual(state);

  // And in the book itself all of it is there
  await book.drop("book.csv", Buffer.from(text));
  await page.getByRole("button", { name: "Check all rows" }).click();
  await expect(
    page.getByText(/0 commands would be accepted, 4 are in the book already/),
  ).toBeVisible();
  await expect(page.getByRole("table", { name: "Payments that are there" })).toBeVisible();
  await expectNoViolation(page, "payments that are there");
  await elsewhere.close();
});

test("a table that leaves its numbers open is asked about once, and its refused rows come back as read", async ({
  page,
}) => {
  // given payments of whole thousands, in a file that does not say what its points mean
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.addClient("bob");
  await book.drop("payments.csv", Buffer.from("client\tamount\nada\t1.000\nbbo\t2.500\n"));
  const asked = page.getByRole("group", { name: "What is “1.000” in row 2, column “amount”?" });
  await expect(asked).toBeVisible();
  await expect(page.getByRole("button", { name: "Check all rows" })).toBeHidden();
  await expectNoViolation(page, "a question about a table");

  // when it is answered
  await asked.getByRole("button", { name: "1,000 (decimal comma)" }).click();
  await expect(asked).toBeHidden();
  await page.getByRole("button", { name: "Check all rows" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save refused rows as CSV" }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  await page.getByRole("button", { name: "Add 1 command" }).click();
  await expect(page.getByText("1 command added. 1 row refused.")).toBeVisible();

  // then the mended row means what it meant in the first file, and nothing is asked again
  const mended = Buffer.concat(chunks).toString("utf8").replace("\nbbo", "\nbob");
  await book.drop("payments refused.csv", Buffer.from(mended));
  await page.getByRole("button", { name: "Check all rows" }).click();
  await page.getByRole("button", { name: "Add 1 command" }).click();
  await expect(page.getByText("1 command added.")).toBeVisible();
  const balances = await page.evaluate(async () => {
    const wallets = (await window.hindsight.view("wallets")) as { balance: number }[];
    return wallets.map(({ balance }) => balance);
  });
  expect(balances).toEqual([100_000, 250_000]);
});

test("a long table can be stopped, shows how far it came on any screen, and goes on after a reload", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  const rows = Array.from({ length: 3_000 }, (_, index) => `c${index},Client ${index}`);
  const table = Buffer.from(["username,name", ...rows].join("\n"));
  await book.drop("clients.csv", table);
  await page.getByRole("button", { name: "Check all rows" }).click();
  await page.getByRole("button", { name: "Add 3,000 commands" }).click();

  // On another screen it goes on, and can be stopped there.
  await book.goTo("Orders");
  await expect(page.getByRole("progressbar", { name: /Adding clients.csv/ })).toBeVisible();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(page.getByRole("progressbar")).toBeHidden();
  const some = await countClients(page);
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(3_000);

  await page.reload();
  await expect(book.slider).toBeVisible();
  await book.drop("clients.csv", table);
  await page.getByRole("button", { name: "Check all rows" }).click();
  await page.getByRole("button", { name: /^Add [\d,]+ commands$/ }).click();
  await expect(page.getByText(/commands added\./)).toBeVisible({ timeout: 60_000 });
  expect(await countClients(page)).toBe(3_000);
});

test("what is no table, or lacks a column, says what to do", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.drop("broken.csv", Buffer.from('client,amount\nada,"5\ngrace,3\n'));
  await expect(book.alert).toContainText("broken.csv cannot be read. Row 2: a quotation mark");
  await expect(book.alert).toContainText("Nothing was written");

  await book.drop("book.csv", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 1, 0, 0, 0, 0]));
  await expect(book.alert).toContainText("not a whole workbook");

  await book.drop("old.xls", sheetFile("sheetjs.xls"));
  await expect(book.alert).toContainText("older Excel (.xls). Open it in its program, save it as");
  await book.drop("locked.xlsx", sheetFile("locked.xlsx"));
  await expect(book.alert).toContainText("protected by a password");

  await book.drop("short.csv", Buffer.from("client,product\nada,TEA\n"));
  await expect(page.getByText("Choose the columns for “Quantity”, “Unit price”")).toBeVisible();
});

test("what a table does not say is told before it is checked, with the choice beside it", async ({
  page,
}) => {
  // given a book in pounds, and a table without a currency, in which no title says when
  const book = new BookPage(page);
  await book.open();
  await page.evaluate(async () => {
    await window.hindsight.dispatch({ type: "RegisterClient", username: "ada" });
    const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 450 }];
    await window.hindsight.dispatch({ type: "PlaceOrder", client: "ada", lines, currency: "GBP" });
  });
  const head = "client,product,quantity,price,shelf,opened,closed";
  await book.drop("lines.csv", Buffer.from(`${head}\nada,TEA,2,4.50,B7,2026-05-03,2026-05-04\n`));

  // then each gap is told where it can be closed, and nothing is dated by a guess
  const columns = page.getByRole("region", { name: "Which column is what" });
  await expect(columns).toContainText("These columns are left out: “shelf”, “opened”, “closed”.");
  await expect(columns).toContainText("No column says when");
  await expect(page.getByText("Nothing in the table says a currency: GBP is taken.")).toBeVisible();
  const preview = page.getByRole("table", { name: /The first row as a command/ });
  await expect(preview).toContainText("When added");
  await expect(preview).toContainText("£4.50");

  // when the column is chosen, the preview has its day
  await columns.getByLabel("Date", { exact: true }).selectOption({ label: "opened" });
  await expect(columns).not.toContainText("No column says when");
  await expect(preview).toContainText("May 3, 2026");
});

test("a workbook that is dropped is read by the types of its cells, sheet by sheet", async ({
  page,
}) => {
  // given a book with two clients
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.addClient("bob");

  // when an OpenDocument spreadsheet is dropped
  await book.drop("year.ods", sheetFile("hucre.ods"));

  // then the first of its sheets is shown as orders, with its days and exact prices
  const sheets = page.getByLabel("Sheet", { exact: true });
  await expect(sheets.locator("option")).toHaveText(["Orders", "Clients"]);
  await expect(page.getByLabel("Encoding")).toHaveCount(0);
  const preview = page.getByRole("table", { name: /commands?$/ });
  await expect(preview.getByRole("row").nth(1)).toContainText(
    /Place order 7001 for ada.*May 3, 2026.*2 × TEA at €4.50/,
  );
  await expectNoViolation(page, "a workbook previewed");

  // when the other sheet is chosen, its rows are clients
  await sheets.selectOption("Clients");
  await expect(preview.getByRole("row").nth(1)).toContainText("Add client ada");

  // when an Excel workbook is dropped, its orders come in, but for a price of three decimals
  await book.drop("year.xlsx", sheetFile("sheetjs.xlsx"));
  await page.getByRole("button", { name: "Check all rows" }).click();
  await expect(page.getByRole("table", { name: "Refused rows" })).toContainText(/1234.567/);
  await page.getByRole("button", { name: "Add 2 commands" }).click();
  await expect(page.getByText("2 commands added.")).toBeVisible();
  expect(await totals(page)).toEqual([900, 2_700]);
});

test("a log that is dropped anywhere goes where logs come in", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.drop("old.log", Buffer.from("CREATE_USER ada\nCREATE_ORDER ada TEA 2\n"));
  await expect(page.getByRole("heading", { name: "Transfer" })).toBeVisible();
  await expect(page.getByText(/old.log: .* added/)).toBeVisible();
});

function sheetFile(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/sheets/${name}`, import.meta.url));
}

function windows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll("€", "\x80"), "latin1");
}

function totals(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const orders = (await window.hindsight.view("orders")) as { total: number }[];
    return orders.map(({ total }) => total);
  });
}

function countClients(page: Page): Promise<number> {
  return page.evaluate(async () => ((await window.hindsight.view("clients")) as unknown[]).length);
}

function stateOf(page: Page) {
  return page.evaluate(async () => {
    const { view } = window.hindsight;
    const orders = (await view("orders")) as { status: string; total: number }[];
    const wallets = (await view("wallets")) as { balance: number }[];
    return {
      orders: orders.map(({ status, total }) => [status, total]),
      balances: wallets.map(({ balance }) => balance),
    };
  });
}
