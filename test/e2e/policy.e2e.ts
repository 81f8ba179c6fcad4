import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { watch } from "./watch.ts";

const SCREENS = ["", "dashboard", "clients", "orders", "timeline", "transfer", "books", "health"];

test("a tour of everything stays at home and within the policy", async ({ page, baseURL }) => {
  const seen = await watch(page);
  const book = new BookPage(page);

  await test.step("welcome, and a client whose password is hashed by WebAssembly", async () => {
    await book.open();
    await book.addClient("ada", { name: "Ada Lovelace", password: "correct horse" });
    await expect(book.form("Add client").getByRole("status")).toContainText("ada is in the book");
  });

  await test.step("some orders of the sample", async () => {
    await book.goTo("Transfer");
    await page.getByRole("button", { name: "Load sample" }).click();
    await book.goTo("Orders");
    await expect(
      page.getByRole("button", { name: "Open order", exact: false }).first(),
    ).toBeVisible();
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await expect(page.getByText("Every order here is whole")).toBeVisible();
  });

  await test.step("out and in again", async () => {
    const { name, text } = await book.exportFile();
    await book.importFile(name, text);
    await expect(page.getByText("nothing new. All of its")).toBeVisible();
  });

  await test.step("every screen, live and in the past", async () => {
    for (const at of ["", "?at=4"]) {
      for (const screen of SCREENS) {
        await page.goto(`/${at}#/${screen}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      }
    }
    await book.fingerprint();
  });

  expect(seen.violations).toEqual([]);
  expect(seen.errors).toEqual([]);
  expect([...seen.origins]).toEqual([baseURL]);
});

test("the page itself forbids what is injected, whoever serves it", async ({ page, baseURL }) => {
  await withoutPolicyHeader(page);
  const seen = await watch(page);
  await new BookPage(page).open();

  await page.evaluate(() => {
    const script = document.createElement("script");
    script.append("window.pwned = 1");
    document.body.append(script);
  });
  const fetched = page.evaluate(() => fetch("https://example.org/"));

  await expect(fetched).rejects.toThrow("Failed to fetch");
  await expect
    .poll(() => [...new Set(seen.violations)])
    .toEqual(["connect-src https://example.org/"]);
  expect(await page.evaluate(() => "pwned" in window)).toBe(false);
  expect([...seen.origins]).toEqual([baseURL]);
});

test("no text becomes code, and no worker comes from elsewhere", async ({ page }) => {
  await new BookPage(page).open();
  const tried = await page.evaluate(() => {
    const names = (attempt: () => unknown): string => {
      try {
        return `allowed: ${attempt()}`;
      } catch (error) {
        return (error as Error).name;
      }
    };
    const { trustedTypes } = window as unknown as {
      trustedTypes: { createPolicy(...given: unknown[]): unknown };
    };
    return {
      html: names(() => document.body.insertAdjacentHTML("beforeend", "<b>x</b>")),
      inner: names(() => {
        document.createElement("p").innerHTML = "<b>x</b>";
      }),
      foreignWorker: names(() => new Worker("https://example.org/worker.js")),
      blobWorker: names(() => new Worker(URL.createObjectURL(new Blob(["postMessage(1)"])))),
      otherFile: names(() => new Worker("/share")),
      handler: names(() => document.body.setAttribute("onclick", "1")),
      policy: names(() => trustedTypes.createPolicy("mine", { createHTML: String })),
    };
  });
  expect(new Set(Object.values(tried))).toEqual(new Set(["TypeError"]));
});

test("a page speaks to its own host alone while no book is shared", async ({ page }) => {
  await new BookPage(page).open();
  const seen = await watch(page);
  await page.reload();
  await page.waitForFunction(() => window.hindsight?.ready);
  const opened = await page.evaluate(
    (address) =>
      new Promise((resolve) => {
        const socket = new WebSocket(address);
        socket.onopen = () => resolve("open");
        socket.onerror = () => resolve("refused");
      }),
    "ws://127.0.0.1:9/?secret",
  );
  expect(opened).toBe("refused");
  expect(seen.violations).toEqual(["connect-src ws://127.0.0.1:9/?secret"]);
});

test("nobody can put the app into a frame", async ({ page, baseURL }) => {
  const framed = page.waitForEvent("frameattached");
  await page.setContent(`<iframe src="${baseURL}/"></iframe>`);
  const frame = await framed;
  await expect.poll(() => frame.url()).toMatch(/^chrome-error:/);
});

// As on a host that sends files and nothing else.
async function withoutPolicyHeader(page: Page): Promise<void> {
  await page.route("/", async (route) => {
    const response = await route.fetch();
    const { "content-security-policy": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
}
