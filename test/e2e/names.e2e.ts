import { expect, type Page, test } from "@playwright/test";
import { HOSTILE_NAMES, HOSTILE_STRINGS } from "../fixtures/hostile-strings.ts";
import { BookPage } from "./book-page.ts";
import { watch } from "./watch.ts";

const TEXTS = HOSTILE_NAMES;
const HIDING = Object.values(HOSTILE_STRINGS).filter((text) => !TEXTS.includes(text));
// High enough for a table to draw every row.
const viewport = { width: 1440, height: 600 + 40 * TEXTS.length };

// The newest stands first.
const SHOWN = TEXTS.toReversed().map(codePoints);

test.use({ viewport });

test("every hostile text survives as username, name and product code", async ({
  page,
  browser,
}) => {
  const seen = await watch(page);
  const book = new BookPage(page);
  await book.open();

  await test.step("by form", async () => {
    for (const text of TEXTS) {
      await book.addClient(text, { name: text });
      const done = book.form("Add client").getByRole("status");
      expect(codePoints((await done.textContent()) ?? "")).toEqual(
        codePoints(`${text} is in the book.`),
      );
    }
    for (const text of TEXTS) {
      await book.placeOrder({ client: text, product: text, quantity: "1", price: "1" });
    }
    await expectInLog(page);
  });

  await test.step("after a reload, on the screen", async () => {
    await page.reload();
    await expectOnScreen(book);
  });

  await test.step("in another browser, from the file", async () => {
    const { text: file } = await book.exportFile();
    const context = await browser.newContext({ viewport });
    const other = new BookPage(await context.newPage());
    const seenThere = await watch(other.page);
    await other.open();
    await other.page.evaluate((text) => window.hindsight.importLog(new Blob([text])), file);
    await expectInLog(other.page);
    await expectOnScreen(other);
    expect(await other.fingerprint()).toBe(await book.fingerprint());
    await expectNothingRan(other.page, seenThere.violations);
    await context.close();
  });

  await expectNothingRan(page, seen.violations);
});

test("a name that hides something is refused beside its field, and what was typed stays", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  for (const text of HIDING) {
    await book.addClient(text);
    await expect(book.alert).toContainText("cannot contain invisible characters");
    await expect(book.form("Add client").getByLabel("Username")).toHaveValue(text);
  }
  expect(await page.evaluate(() => window.hindsight.head())).toBe(0);
});

test("half a character survives exactly, even in a file", async ({ page, browser }) => {
  const half = "half \ud800 and \udc00 half";
  const book = new BookPage(page);
  await book.open();
  const answer = await page.evaluate(
    (text) => window.hindsight.dispatch({ type: "RegisterClient", username: text, name: text }),
    half,
  );
  expect(answer).toMatchObject({ accepted: true });
  await page.reload();
  const { text: file } = await book.exportFile();

  const context = await browser.newContext();
  const other = new BookPage(await context.newPage());
  await other.open();
  await other.page.evaluate((text) => window.hindsight.importLog(new Blob([text])), file);
  for (const { page: tab } of [book, other]) {
    const [client] = await inLog(tab, "ClientRegistered");
    expect(codePoints(client?.username)).toEqual(codePoints(half));
    expect(codePoints(client?.name)).toEqual(codePoints(half));
  }
  expect(await other.fingerprint()).toBe(await book.fingerprint());
  await context.close();
});

async function expectInLog(page: Page): Promise<void> {
  const clients = await inLog(page, "ClientRegistered");
  const orders = await inLog(page, "OrderPlaced");
  const wanted = TEXTS.map(codePoints);
  expect(clients.map(({ username }) => codePoints(username))).toEqual(wanted);
  expect(clients.map(({ name }) => codePoints(name))).toEqual(wanted);
  expect(orders.map(({ lines }) => codePoints(lines?.[0]?.productCode))).toEqual(wanted);
}

async function expectOnScreen(book: BookPage): Promise<void> {
  await book.goTo("Clients");
  expect(await column(book, "Clients", 0)).toEqual(SHOWN);
  expect(await column(book, "Clients", 1)).toEqual(SHOWN);
  await book.goTo("Orders");
  expect(await column(book, "Orders", 1)).toEqual(SHOWN);
  for (const [index, text] of TEXTS.entries()) {
    await book.page.getByRole("button", { name: `Open order ${index + 1}`, exact: true }).click();
    const line = book.page.getByRole("article", { name: `Order ${index + 1}`, exact: true });
    // Not `toContainText`, which makes all blanks and invisible characters alike.
    await expect.poll(async () => (await line.textContent())?.includes(`1 × ${text}`)).toBe(true);
  }
}

async function expectNothingRan(page: Page, violations: readonly string[]): Promise<void> {
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
  await expect(page.locator("body img, body script")).toHaveCount(0);
  // What tries to run and is stopped would be markup all the same.
  expect(violations).toEqual([]);
}

interface Stored {
  readonly username?: string;
  readonly name?: string;
  readonly lines?: readonly { readonly productCode: string }[];
}

function inLog(page: Page, type: string): Promise<Stored[]> {
  return page.evaluate(async (wanted) => {
    const events = await window.hindsight.readAll();
    return events.filter((event) => event.type === wanted).map(({ data }) => data as Stored);
  }, type);
}

async function column(book: BookPage, name: "Clients" | "Orders", cell: number) {
  const rows = book
    .table(name)
    .getByRole("row")
    .filter({ has: book.page.getByRole("cell") });
  await expect(rows).toHaveCount(TEXTS.length);
  const texts = await rows.evaluateAll(
    (all, index) => all.map((row) => row.querySelectorAll("[role=cell]")[index]?.textContent),
    cell,
  );
  return texts.map(codePoints);
}

function codePoints(text: string | null | undefined): string {
  return Array.from(text ?? "", (character) => character.codePointAt(0)?.toString(16)).join(" ");
}
