import { afterAll, beforeAll, expect, it } from "vitest";
import type { FirefoxBook } from "./firefox-book.ts";
import { type Firefox, launchFirefox } from "./launch-firefox.ts";

/** Longest wait for the sample: 1,730 commands, each durable before the next. */
const SAMPLE_TIMEOUT_MS = 240_000;

let firefox: Firefox;
beforeAll(async () => {
  firefox = await launchFirefox();
});
afterAll(() => firefox?.close());

async function placeOrder(book: FirefoxBook, product: string, price: string): Promise<void> {
  await book.goTo("Orders");
  await book.type("Place order", { role: "combobox", name: "Client" }, "ada");
  await book.type("Place order", { role: "textbox", name: "Product code" }, product);
  await book.type("Place order", { role: "textbox", name: "Quantity" }, "3");
  await book.type("Place order", { role: "textbox", name: "Unit price" }, price);
  await book.click("button", "Place order", { role: "form", name: "Place order" });
}

it("keeps a book from the first client by form to the exported and verified log", async () => {
  // Given an empty book, to which a client and two orders are added by form
  const book = await firefox.openBook();
  await book.click("link", "Add your first client");
  await book.type("Add client", { role: "textbox", name: "Username" }, "ada");
  await book.type("Add client", { role: "textbox", name: "Name" }, "Ada Lovelace");
  await book.type("Add client", { role: "textbox", name: "Password" }, "secret");
  await book.click("button", "Add client", { role: "form", name: "Add client" });
  const clients = await book.expectRows("Clients", 1);
  expect(clients).toEqual([expect.stringContaining("Ada Lovelace")]);
  await placeOrder(book, "TEA-1", "4.50");
  await book.expectRows("Orders", 1);
  await placeOrder(book, "CHAI", "18");
  const orders = await book.expectRows("Orders", 2);
  expect(orders.join()).toContain("€13.50");
  expect(orders.join()).toContain("€54.00");

  // When the timeline is scrubbed to the client alone
  const slider = await book.find({ role: "slider", name: "Timeline" });
  await slider.focus();
  await book.page.keyboard.press("Home");
  await book.page.keyboard.press("ArrowRight");
  await book.page.keyboard.press("ArrowRight");

  // Then every table shows that moment
  await book.expectPosition(2);
  await book.expectRows("Orders", 0);
  await book.goTo("Clients");
  await book.expectRows("Clients", 1);
  // The address follows a moment later.
  await expect.poll(() => book.page.url(), { timeout: 30_000 }).toMatch(/[?&]at=2\b/);

  // And a form is refused there, and keeps what was typed on the way back
  await placeOrder(book, "LATE", "1");
  await book.expectText(/You are looking at the past/);
  await book.click("button", "Return to live and go on");
  const product = await book.find(
    { role: "textbox", name: "Product code" },
    { role: "form", name: "Place order" },
  );
  expect(await product.evaluate((field) => (field as HTMLInputElement).value)).toBe("LATE");
  expect(await book.expectRows("Orders", 2)).toEqual(orders);
  const journal = await book.page.evaluate(() => window.hindsight.journal());
  expect(journal.at(-1)).toMatchObject({ outcome: "refused", refusal: { code: "not-live" } });

  // When the page is reloaded
  const fingerprint = await book.fingerprint();
  await book.reload();

  // Then everything is still there
  expect(await book.expectRows("Orders", 2)).toEqual(orders);
  await book.goTo("Clients");
  expect(await book.expectRows("Clients", 1)).toEqual(clients);
  expect(await book.fingerprint()).toBe(fingerprint);

  // And the exported log is the one that was verified
  const { name, text } = await book.exportFile();
  expect(name).toMatch(/\.ndjson$/);
  expect(JSON.parse(text.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ hash: fingerprint });
  await book.page.locator("nav ::-p-text(Health)").click();
  await book.click("button", "Verify log");
  await book.expectText("All 5 events are exactly what was written");
  expect(book.pageErrors).toEqual([]);
});

it(
  "loads the sample, and seeks through it",
  async () => {
    // Given an empty book
    const book = await firefox.openBook();

    // When the sample is loaded
    await book.click("button", "Load sample");
    await book.expectText("The sample is in the book", SAMPLE_TIMEOUT_MS);

    // Then its sums are those of its orders, in the past and live
    const sums = await book.page.evaluate(async () => {
      const { goTo, head, view } = window.hindsight;
      const totalOf = async () => {
        const orders = (await view("orders")) as unknown as { total: number }[];
        return orders.reduce((sum, { total }) => sum + total, 0);
      };
      const live = await totalOf();
      await goTo(Math.floor(head() / 2));
      const past = await totalOf();
      await goTo("live");
      return { live, past, again: await totalOf() };
    });
    expect(sums).toMatchObject({ live: 126_579_302, again: 126_579_302 });
    expect(sums.past).toBeLessThan(sums.live);
    expect(book.pageErrors).toEqual([]);
  },
  2 * SAMPLE_TIMEOUT_MS,
);

it("speaks to its own host alone while no book is shared", async () => {
  const book = await firefox.openBook();
  // Firefox has no socket at all where a policy refuses it.
  const opened = book.page.evaluate(() => void new WebSocket("ws://127.0.0.1:9/?secret"));
  await expect(opened).rejects.toThrow("NS_ERROR_CONTENT_BLOCKED");
});
