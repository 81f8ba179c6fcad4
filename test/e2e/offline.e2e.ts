import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { type ServedBuild, serveBuild } from "./serve-build.ts";

test.use({ serviceWorkers: "allow" });

async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

test("works without a network after one visit: screens, forms, the sample, an export", async ({
  page,
  context,
}) => {
  const book = new BookPage(page);
  await book.open();
  await kept(page);
  await context.setOffline(true);
  await page.reload();
  await book.addClient("ada", { name: "Ada Lovelace", password: "correct horse" });
  await expect(book.form("Add client").getByRole("status")).toContainText("ada is in the book");
  for (const screen of ["Orders", "Wallets", "Timeline", "Journal", "Transfer"] as const) {
    await book.goTo(screen);
  }
  await page.getByRole("button", { name: "Load sample" }).click();
  await expect
    .poll(() => page.evaluate(() => window.hindsight.head()), { timeout: 60_000 })
    .toBeGreaterThan(100);
  await page.reload();
  await book.goTo("Clients");
  await page.getByLabel("Search clients").fill("Lovelace");
  await expect(page.getByRole("button", { name: "Open client ada" })).toBeVisible();
});

test("asks before it reloads with a newer version", async ({ page }) => {
  const build = await serveBuild();
  try {
    await openBeforeRelease(page, build);
    await expectReload(page);
  } finally {
    build.close();
  }
});

test("reloads with a newer version while files are still fetched from the older one", async ({
  page,
}) => {
  const build = await serveBuild();
  try {
    await openBeforeRelease(page, build);
    await page.evaluate(() => {
      const fetchFiles = async (): Promise<void> => {
        const end = performance.now() + 2_000;
        while (performance.now() < end) await fetch("/icon.svg").catch(() => {});
      };
      document.addEventListener("click", fetchFiles, { once: true, capture: true });
    });
    await expectReload(page);
  } finally {
    build.close();
  }
});

async function openBeforeRelease(page: Page, build: ServedBuild): Promise<void> {
  await new BookPage(page).open(build.address);
  await kept(page);
  await page.reload();
  await expect(page.getByText("A new version of Hindsight is ready.")).toBeHidden();
  build.release();
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(page.getByText("A new version of Hindsight is ready.")).toBeVisible();
}

async function expectReload(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.title = "not reloaded yet";
  });
  await page.getByRole("button", { name: "Reload with it" }).click();
  await expect(page).not.toHaveTitle("not reloaded yet");
  await expect(page.getByText("A new version of Hindsight is ready.")).toBeHidden();
}

test("takes a log that another app shares with it", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await kept(page);
  await page.evaluate(() =>
    window.hindsight.dispatch({ type: "RegisterClient", username: "ada", name: "Ada" }),
  );
  await book.open();
  const log = await page.evaluate(async () => (await window.hindsight.exportLog()).text());
  // As a browser does it: a form sent to the address that the manifest names.
  await page.evaluate(async (text) => {
    const form = new FormData();
    form.set("log", new File([text], "from a friend.ndjson"));
    await fetch("/share", { method: "POST", body: form });
  }, log);
  await page.goto("/?shared#/transfer");
  await expect(page.getByText(/^from a friend.ndjson: nothing new/)).toBeVisible();
});
