import { expect, type Page, test } from "@playwright/test";
import { eventLines } from "../formats/files.ts";
import { BookPage } from "./book-page.ts";
import { StoredLog } from "./stored-log.ts";

async function typeClient(page: Page, name: string): Promise<void> {
  const form = new BookPage(page).form("Add client");
  await form.getByLabel("Username").fill("grace");
  await form.getByLabel("Name", { exact: true }).fill(name);
}

/** Writes until the browser notices, which may take it half a minute; tells how far the log reaches. */
function fillUp(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (let index = 0; ; index += 1) {
      const command = { type: "RegisterClient", username: `filler ${index}` };
      const problem = await window.hindsight.dispatch(command).then(
        () => undefined,
        (error) => error.problem,
      );
      if (problem === "quota") return window.hindsight.head();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  });
}

async function expectStillTyped(page: Page): Promise<void> {
  await expect(new BookPage(page).form("Add client").getByLabel("Username")).toHaveValue("grace");
}

test("without room the change is not saved, what was typed stays, and later it works", async ({
  page,
  baseURL,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await expect(book.table("Clients")).toContainText("ada");
  const browser = await page.context().newCDPSession(page);
  const origin = new URL(baseURL ?? "").origin;
  await browser.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  const before = await fillUp(page);

  await typeClient(page, "Grace Hopper");
  const form = book.form("Add client");
  await form.getByRole("button", { name: "Add client" }).click();

  await expect(form.getByRole("alert")).toContainText("no room left");
  await expect(form.getByRole("alert")).toContainText("Everything saved before is safe");
  await expectStillTyped(page);
  expect(await page.evaluate(() => window.hindsight.head())).toBe(before);

  await browser.send("Storage.overrideQuotaForOrigin", { origin });
  await form.getByRole("button", { name: "Add client" }).click();
  await expect(book.table("Clients")).toContainText("grace");
  await book.fingerprint();
});

test("a transaction that the browser breaks off says so, and the next try works", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.goTo("Clients");
  await page.evaluate(() => {
    const { add } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = function broken(...record) {
      IDBObjectStore.prototype.add = add;
      this.transaction.abort();
      return add.apply(this, record);
    };
  });

  await typeClient(page, "Grace Hopper");
  const form = book.form("Add client");
  await form.getByRole("button", { name: "Add client" }).click();
  await expect(form.getByRole("alert")).toBeVisible();
  await expectStillTyped(page);

  await form.getByRole("button", { name: "Add client" }).click();
  await expect(book.table("Clients")).toContainText("grace");
});

test("a storage that the browser clears leaves the page its events, to be exported", async ({
  page,
  baseURL,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await expect(book.table("Clients")).toContainText("ada");
  await typeClient(page, "Grace Hopper");

  const browser = await page.context().newCDPSession(page);
  const origin = new URL(baseURL ?? "").origin;
  await browser.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });

  await expect(book.alert).toContainText("has cleared this book's storage");
  await book.form("Add client").getByRole("button", { name: "Add client" }).click();
  await expect(book.form("Add client").getByRole("alert")).toBeVisible();
  await expectStillTyped(page);
  const { text } = await book.exportFile();
  expect(eventLines(text)).toHaveLength(3);
});

for (const { why, breakStorage } of [
  {
    why: "has no IndexedDB",
    breakStorage: () => Object.defineProperty(window, "indexedDB", { value: undefined }),
  },
  {
    why: "refuses IndexedDB",
    breakStorage: () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("The operation is insecure.", "SecurityError");
      };
    },
  },
]) {
  test(`a browser that ${why} keeps the book in memory, says so for good, and exports it`, async ({
    page,
  }) => {
    await page.addInitScript(breakStorage);
    const book = new BookPage(page);
    await book.open();
    await book.addClient("ada");

    await expect(book.table("Clients")).toContainText("ada");
    for (const screen of ["Orders", "Timeline", "Transfer"] as const) {
      await book.goTo(screen);
      await expect(page.getByText("Kept in memory only.")).toBeVisible();
    }
    const { text } = await book.exportFile();
    expect(eventLines(text)).toHaveLength(3);
    await book.fingerprint();
  });
}

test("a tab with an older app goes read-only when a newer one comes, and asks for a reload", async ({
  page,
  context,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await typeClient(page, "Grace Hopper");
  const newer = await context.newPage();
  await newer.goto("/icon.svg");

  await new StoredLog(newer).upgrade(1_000);

  await expect(book.alert).toContainText("newer version of Hindsight");
  const form = book.form("Add client");
  await form.getByRole("button", { name: "Add client" }).click();
  await expect(form.getByRole("alert")).toContainText("Reload");
  await expectStillTyped(page);
  await expect(page.getByRole("button", { name: "Reload" })).toBeVisible();

  await page.reload();
  await expect(book.alert).toContainText("written by a newer version");
  await expect(book.alert).toContainText("Everything saved is safe");
});

test("an upgrade that another tab is in the way of says so and goes on by itself", async ({
  page,
  context,
}) => {
  const older = await context.newPage();
  await older.goto("/icon.svg");
  await older.evaluate(async () => {
    const open = (name: string, stores: Record<string, IDBObjectStoreParameters>) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name, 1);
        request.onerror = () => reject(request.error);
        request.onupgradeneeded = () => {
          for (const [store, options] of Object.entries(stores)) {
            request.result.createObjectStore(store, options);
          }
        };
        request.onsuccess = () => resolve(request.result);
      });
    const catalog = await open("hindsight-books", { books: { keyPath: "id" } });
    const entry = { id: "old", name: "Old book", createdAt: 1, openedAt: 1 };
    catalog.transaction("books", "readwrite").objectStore("books").put(entry);
    // As the first release made it; this tab does not listen when asked to let go. A connection
    // that nothing refers to is closed when the browser collects garbage.
    const held = await open("hindsight-book-old", {
      commits: {},
      refusals: { autoIncrement: true },
      answers: {},
      streams: {},
      head: {},
    });
    Object.assign(window, { held });
  });

  await page.goto("/?book=old");
  await expect(page.getByRole("heading", { name: "Waiting for another tab" })).toBeVisible();
  await older.close();

  const book = new BookPage(page);
  await expect(book.slider).toBeVisible();
  await book.addClient("ada");
  await expect(book.table("Clients")).toContainText("ada");
});

test("a storage that never answers is no endless spinner", async ({ page }) => {
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function silent(name, version) {
      if (name === "hindsight-books") return open.call(this, name, version);
      return Object.create(IDBOpenDBRequest.prototype, { addEventListener: { value: () => {} } });
    };
  });
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("has not answered yet");
});
