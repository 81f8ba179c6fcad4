import { test as base, expect } from "@playwright/test";
import type { BrowserContext, Page } from "playwright";
import { startBrowser } from "../crash/browser.mjs";
import { withProfile } from "../crash/round.mjs";
import { BookPage } from "./book-page.ts";

// A browser of its own, because Playwright holds every tab of its own in front and awake.
const test = base.extend<{ windows: BrowserContext; open(screen: string): Promise<BookPage> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern to know which fixtures are used
  async windows({}, use) {
    await withProfile(async (profile) => {
      const browser = await startBrowser(profile);
      await use(browser.context);
      await browser.kill();
    });
  },
  async open({ windows, baseURL }, use) {
    await use(async (screen) => {
      const book = new BookPage(await windows.newPage());
      await book.open(`${baseURL}/#/${screen}`);
      return book;
    });
  },
});

test("a tab in the background shows what is written in front of it", async ({ open }) => {
  const behind = await open("clients");
  const front = await open("clients");
  await expect.poll(() => visibility(behind.page)).toBe("hidden");

  await front.addClient("ada");

  await expect(behind.table("Clients")).toContainText("ada");
  expect(await visibility(behind.page)).toBe("hidden");
});

test("a tab that was frozen shows what was written meanwhile", async ({ windows, open }) => {
  const frozen = await open("clients");
  const awake = await open("clients");
  const session = await windows.newCDPSession(frozen.page);
  await frozen.page.evaluate(() =>
    document.addEventListener("freeze", () => document.documentElement.classList.add("frozen")),
  );
  await expect.poll(() => visibility(frozen.page)).toBe("hidden");
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  await expect(frozen.page.locator("html")).toHaveClass("frozen");

  await awake.addClient("ada");
  await expect(awake.table("Clients")).toContainText("ada");
  await awake.addClient("grace");
  await expect(awake.table("Clients")).toContainText("grace");
  expect(await frozen.page.evaluate(() => window.hindsight.head())).toBe(0);

  await session.send("Page.setWebLifecycleState", { state: "active" });
  await frozen.page.bringToFront();
  await expect(frozen.table("Clients")).toContainText("ada");
  await expect(frozen.table("Clients")).toContainText("grace");
  expect(await frozen.fingerprint()).toBe(await awake.fingerprint());
});

function visibility(page: Page): Promise<string> {
  return page.evaluate(() => document.visibilityState);
}
