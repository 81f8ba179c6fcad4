import { expect, type Page, test } from "@playwright/test";
import { eventLines } from "../formats/files.ts";
import { BookPage } from "./book-page.ts";

/** Deletes a database as somebody does who clears it by hand, with the pages closed that have it open. */
async function deleteDatabase(page: Page, name: string): Promise<void> {
  await page.goto("/manifest.webmanifest");
  await page.evaluate(async (database) => {
    const request = indexedDB.deleteDatabase(database);
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
  }, name);
}

async function clickAndRead(page: Page, name: string): Promise<string[]> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name }).click();
  const stream = await (await downloading).createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return eventLines(Buffer.concat(parts).toString());
}

/** Has this page's browser fail whenever a book's log is opened. */
async function breakLogs(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function failing(name, version) {
      if (!name.startsWith("hindsight-book-") || sessionStorage.getItem("mended")) {
        return open.call(this, name, version);
      }
      throw new DOMException("Internal error opening backing store.", "UnknownError");
    };
  });
}

test("a book that did not open twice is not opened again by itself", async ({ page }) => {
  // given a book whose log cannot be opened
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await breakLogs(page);
  for (let time = 1; time <= 2; time += 1) {
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "The book could not be opened" })).toBeVisible();
    await expect(page.getByRole("alert")).toContainText("The browser's storage failed");
  }

  // when the app is opened once more
  await page.goto("/");

  // then it asks first, and offers what there is
  const heading = page.getByRole("heading", { name: "“My book” did not open the last times" });
  await expect(heading).toBeVisible();
  await expect(page.getByRole("button", { name: "Begin a new book" })).toBeVisible();
  await page.getByRole("button", { name: "Save its log as a file" }).click();
  await expect(page.getByRole("status")).toContainText("nothing was changed");

  // and once the log can be opened, it is saved and opened
  await page.evaluate(() => sessionStorage.setItem("mended", "yes"));
  await page.reload();
  await expect(heading).toBeVisible();
  expect(await clickAndRead(page, "Save its log as a file")).toHaveLength(3);
  await expect(page.getByRole("status")).toHaveText("Saved, up to event 3.");
  await page.getByRole("link", { name: "Open “My book” again" }).click();
  await expect(book.table("Clients")).toContainText("ada");
  await page.goto("/");
  await expect(book.table("Clients")).toContainText("ada");
});

test("a page that is left while it opens a book has not failed", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  for (let time = 1; time <= 4; time += 1) await page.goto("/", { waitUntil: "commit" });
  await expect(book.slider).toBeVisible();
});

test("books are found and listed again where their list was deleted", async ({ page }) => {
  // given two books, and no list of them any more
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await expect(book.table("Clients")).toContainText("ada");
  const first = await page.evaluate(() => window.hindsight.head());
  await page.goto("/#/books");
  await page.getByLabel("Book name").fill("The second");
  await page.getByRole("button", { name: "Create book" }).click();
  await expect(page).toHaveTitle(/The second/);
  await book.addClient("bob");
  await book.addClient("cyd");
  const address = page.url();
  await deleteDatabase(page, "hindsight-books");

  // when the app is opened
  await page.goto("/");

  // then both are offered, and each is whole
  await expect(page.getByRole("heading", { name: "The list of your books is lost" })).toBeVisible();
  await page.getByRole("button", { name: /^Take “Book of .*, 5 events”/ }).click();
  await expect(book.table("Clients")).toContainText("cyd");
  expect(await page.evaluate(() => window.hindsight.verify())).toMatchObject({ ok: true });
  await page.goto(`${new URL(page.url()).search}#/books`);
  await page.getByRole("button", { name: /^Take “Book of .*, 3 events”/ }).click();
  await expect(book.table("Clients")).toContainText("ada");
  expect(await page.evaluate(() => window.hindsight.head())).toBe(first);
  await book.addClient("dora");

  // and an address that names one leads to it where it is not listed
  await deleteDatabase(page, "hindsight-books");
  await page.goto(address);
  await expect(page.getByRole("heading", { name: /is not in the list any more/ })).toBeVisible();
});

/** Times that the list is erased; more in a run of its own. */
const ERASURES = Number(process.env["HINDSIGHT_KILLS"] ?? 2);

test("the list can be erased again and again, at any moment, and every book is found", async ({
  context,
}) => {
  test.setTimeout(60_000 + ERASURES * 30_000);
  let page = await context.newPage();
  await new BookPage(page).open();
  await page.evaluate(() => window.hindsight.dispatch({ type: "RegisterClient", username: "ada" }));
  for (let time = 1; time <= ERASURES; time += 1) {
    // given a page that writes while somebody erases the list, and dies
    const eraser = await context.newPage();
    await eraser.goto("/manifest.webmanifest");
    const writing = page.evaluate(() =>
      window.hindsight.dispatch({ type: "RegisterClient", username: `client-${Date.now()}` }),
    );
    const erasing = eraser.evaluate(() => {
      indexedDB.deleteDatabase("hindsight-books");
    });
    await Promise.all([writing, erasing]);
    await new Promise((resolve) => setTimeout(resolve, (time * 70) % 500));
    const known = await page.evaluate(() => window.hindsight.head());
    await Promise.all([page.close(), eraser.close()]);

    // when the app is opened
    page = await context.newPage();
    await page.goto("/");

    // then the book is offered, or still listed, with every event
    const take = page.getByRole("button", { name: /^Take “Book of/ });
    const { slider } = new BookPage(page);
    await expect(take.or(slider)).toBeVisible();
    if (await take.isVisible()) await take.click();
    await expect(slider).toBeVisible();
    expect(await page.evaluate(() => window.hindsight.head())).toBe(known);
  }
  expect(await page.evaluate(() => window.hindsight.verify())).toMatchObject({ ok: true });
});

test("a book that is open is listed again where the list was deleted meanwhile", async ({
  page,
  context,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  const other = await context.newPage();
  await deleteDatabase(other, "hindsight-books");

  await page.goto("/#/books");
  await page.getByRole("button", { name: "Take “My book” into the list and open it" }).click();
  await expect(page.getByRole("article", { name: /My book/ })).toBeVisible();
  await other.goto("/");
  await expect(new BookPage(other).table("Clients")).toContainText("ada");
});

test("books can be looked at and exported where their list cannot be read", async ({ page }) => {
  // given a browser that fails to open the list
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function failing(name, version) {
      if (name !== "hindsight-books") return open.call(this, name, version);
      throw new DOMException("Internal error opening backing store.", "UnknownError");
    };
  });

  // when the app is opened
  await page.goto("/");

  // then the book is there to be read, and says why it cannot be changed
  await expect(book.table("Clients")).toContainText("ada");
  const notice = page.getByText(/The browser could not open its list of books/);
  await expect(notice).toBeVisible();
  expect(await clickAndRead(page, "Export what is good")).toHaveLength(3);
});

test("a book is opened and exported while there is no room at all", async ({ page, baseURL }) => {
  // given a storage without room
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  const browser = await page.context().newCDPSession(page);
  const origin = new URL(baseURL ?? "").origin;
  await browser.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });

  // when the page is reloaded
  await page.reload();

  // then the book is there, and goes out as a file
  await expect(book.table("Clients")).toContainText("ada");
  await book.goTo("Transfer");
  expect((await clickAndRead(page, "Export log")).length).toBeGreaterThanOrEqual(3);
});
