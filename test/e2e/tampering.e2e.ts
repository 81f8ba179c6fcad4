import { expect, type Page, test } from "@playwright/test";
import { eventLines } from "../formats/files.ts";
import { BookPage } from "./book-page.ts";
import { StoredLog } from "./stored-log.ts";

/** A book of a client (events 1 to 3) and nine orders (events 4 to 12). */
async function openFilledBook(page: Page): Promise<{ book: BookPage; stored: StoredLog }> {
  const book = new BookPage(page);
  await book.open();
  await page.evaluate(async () => {
    await window.hindsight.dispatch({ type: "RegisterClient", username: "ada" });
    for (let unitPrice = 1; unitPrice <= 9; unitPrice += 1) {
      const lines = [{ productCode: "TEA", quantity: 1, unitPrice }];
      await window.hindsight.dispatch({ type: "PlaceOrder", client: "ada", lines });
    }
  });
  const stored = new StoredLog(page);
  // Where the log ends is recorded a moment later.
  await expect.poll(() => stored.recordedEnd()).toBe(12);
  return { book, stored };
}

const CASES = [
  {
    what: "a changed record",
    tamper: (stored: StoredLog) => stored.change("commits", 5, { data: { currency: "USD" } }),
    firstBad: 8,
  },
  {
    what: "a changed newest record",
    tamper: (stored: StoredLog) => stored.change("commits", -1, { data: { currency: "USD" } }),
    firstBad: 12,
  },
  {
    what: "a removed record",
    tamper: (stored: StoredLog) => stored.remove("commits", 3),
    firstBad: 6,
  },
  {
    what: "two swapped records",
    tamper: (stored: StoredLog) => stored.swap("commits", 4, 6),
    firstBad: 7,
  },
  {
    what: "a tail cut off",
    tamper: (stored: StoredLog) => stored.remove("commits", -3, 3),
    firstBad: 10,
  },
] as const;

for (const { what, tamper, firstBad } of CASES) {
  test(`${what} is found at opening: read-only at the last good event, and exported`, async ({
    page,
  }) => {
    const { book, stored } = await openFilledBook(page);
    await tamper(stored);
    await page.reload();

    await expect(book.alert.first()).toContainText(`Event ${firstBad} of the stored log`);
    await expect(book.slider).toHaveAttribute("aria-valuemax", String(firstBad - 1));
    await book.goTo("Orders");
    await expect(book.table("Orders")).toHaveAttribute("aria-rowcount", String(firstBad - 4 + 1));

    await book.typeOrder({ client: "ada", product: "NEW", quantity: "1", price: "2.00" });
    await page.getByRole("button", { name: "Place order" }).click();
    await expect(book.form("Place order").getByRole("alert")).toContainText("cannot be trusted");
    await expect(book.form("Place order").getByLabel("Product code")).toHaveValue("NEW");

    const { text } = await book.exportFile();
    expect(eventLines(text)).toHaveLength(firstBad - 1);
    const verification = await page.evaluate(() => window.hindsight.verify());
    expect(verification).toMatchObject({ ok: false, firstBad });
  });
}

test("a change in the old part is found by “Verify log”, and the book then opens before it", async ({
  page,
}) => {
  const { book, stored } = await openFilledBook(page);
  await page.evaluate(async () => {
    for (let unitPrice = 1; unitPrice <= 300; unitPrice += 1) {
      const lines = [{ productCode: "TEA", quantity: 1, unitPrice }];
      await window.hindsight.dispatch({ type: "PlaceOrder", client: "ada", lines });
    }
  });
  await stored.change("commits", 2, { data: { currency: "USD" } });
  await page.reload();
  await expect(book.slider).toHaveAttribute("aria-valuemax", "312");
  await expect(book.alert).toHaveCount(0);

  await page.getByRole("link", { name: "Health" }).click();
  await page.getByRole("button", { name: "Verify log" }).click();
  await expect(book.alert.filter({ hasText: "Event 5 is not sound" })).toBeVisible();
  const refused = await page.evaluate(() =>
    window.hindsight.dispatch({ type: "RegisterClient", username: "eve" }),
  );
  expect(refused).toMatchObject({ accepted: false, rejection: { code: "read-only" } });

  await page.reload();
  await expect(book.slider).toHaveAttribute("aria-valuemax", "4");
  await expect(book.alert.first()).toContainText("Event 5 of the stored log cannot be trusted");
});

test("an answer to a refused command that was taken away is found by “Verify log”", async ({
  page,
}) => {
  const { book, stored } = await openFilledBook(page);
  await page.evaluate(() => window.hindsight.dispatch({ type: "ShipOrder", orderId: "nobody’s" }));
  await stored.remove("answers", 0);

  await page.getByRole("link", { name: "Health" }).click();
  await page.getByRole("button", { name: "Verify log" }).click();

  await expect(book.alert.filter({ hasText: "do not fit the journal" }).first()).toBeVisible();
});

test("a sound log is verified as a whole, and the page remembers when", async ({ page }) => {
  const { book } = await openFilledBook(page);
  await page.getByRole("link", { name: "Health" }).click();
  await expect(page.getByText("Never verified")).toBeVisible();

  await page.getByRole("button", { name: "Verify log" }).click();

  await expect(page.getByText("All 12 events are exactly what was written.")).toBeVisible();
  await page.reload();
  await expect(book.slider).toBeVisible();
  await expect(page.getByText("up to event 12.")).toBeVisible();
});
