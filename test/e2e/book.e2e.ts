import { expect, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

test("the book from the first client to another browser", async ({ page, browser }) => {
  const book = new BookPage(page);

  await test.step("an empty book offers three ways in", async () => {
    await book.open();
    await expect(page.getByRole("link", { name: "Add your first client" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Load sample" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Import log" })).toBeVisible();
  });

  await test.step("two clients and three orders by form", async () => {
    await book.addClient("ada", { name: "Ada Lovelace" });
    await expect(book.form("Add client").getByRole("status")).toContainText("ada is in the book");
    await book.addClient("grace");
    await expect(book.table("Clients")).toHaveAttribute("aria-rowcount", "3");
    await book.placeOrder({ client: "ada", product: "TEA-1", quantity: "3", price: "4.50" });
    await book.placeOrder({ client: "Ada", product: "CHAI", quantity: "1", price: "18" });
    await book.placeOrder({ client: "grace", product: "PEN", quantity: "12", price: "0.99" });
    expect(await book.rows("Orders")).toHaveLength(3);
    await expect(book.table("Orders")).toContainText("€13.50");
  });

  const before = { clients: [] as string[], orders: [] as string[], fingerprint: "" };
  await test.step("after a reload the same tables stand there", async () => {
    before.orders = await book.rows("Orders");
    await book.goTo("Clients");
    before.clients = await book.rows("Clients");
    before.fingerprint = await book.fingerprint();
    await page.reload();
    await expect(book.table("Clients").getByRole("row")).toHaveCount(3);
    expect(await book.rows("Clients")).toEqual(before.clients);
    await book.goTo("Orders");
    expect(await book.rows("Orders")).toEqual(before.orders);
    expect(await book.fingerprint()).toBe(before.fingerprint);
  });

  await test.step("the slider at 2 shows only what stood then", async () => {
    await book.slider.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(book.slider).toHaveAttribute("aria-valuenow", "2");
    expect(await book.rows("Orders")).toEqual([]);
    await book.goTo("Clients");
    expect(await book.rows("Clients")).toHaveLength(1);
    await expect(book.table("Clients")).toContainText("Ada Lovelace");
    await expect(page).toHaveTitle(/^⏪/);
    await expect(page).toHaveURL(/[?&]at=2\b/);
  });

  await test.step("a form in the past is refused, and what was typed survives the way back", async () => {
    await book.typeOrder({ client: "ada", product: "LATE", quantity: "1", price: "1" });
    await book.form("Place order").getByRole("button", { name: "Place order" }).click();
    await expect(book.alert).toContainText("You are looking at the past");
    await page.getByRole("button", { name: "Return to live and go on" }).click();
    await expect(book.form("Place order").getByLabel("Product code")).toHaveValue("LATE");
    expect(await book.rows("Orders")).toHaveLength(3);
    const journal = await page.evaluate(() => window.hindsight.journal());
    expect(journal.at(-1)).toMatchObject({ outcome: "refused", refusal: { code: "not-live" } });
  });

  await test.step("the export opens in a fresh browser with the same fingerprint", async () => {
    const { name, text } = await book.exportFile();
    expect(name).toMatch(/\.ndjson$/);
    const other = new BookPage(await (await browser.newContext()).newPage());
    await other.open();
    await other.importFile(name, text);
    await expect(other.page.getByText(/ added\./)).toBeVisible();
    await other.goTo("Clients");
    await expect(other.table("Clients").getByRole("row")).toHaveCount(3);
    expect(await other.rows("Clients")).toEqual(before.clients);
    expect(await other.fingerprint()).toBe(before.fingerprint);
    await other.page.context().close();
  });
});

test("a moment can be linked to, and stepping, playing and a date move it", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await page.evaluate(async () => {
    for (const [index, username] of ["a", "b", "c", "d"].entries()) {
      const occurredAt = `2024-0${index + 1}-15T12:00:00Z`;
      await window.hindsight.dispatch({ type: "RegisterClient", username, occurredAt });
    }
  });

  await book.open("/?at=4#/clients");
  await expect(book.slider).toHaveAttribute("aria-valuenow", "4");
  expect(await book.rows("Clients")).toHaveLength(2);

  await page.getByRole("button", { name: "Step back" }).click();
  await expect(book.slider).toHaveAttribute("aria-valuenow", "3");
  await page.getByRole("button", { name: "Step forward" }).click();
  await expect(book.slider).toHaveAttribute("aria-valuenow", "4");

  const isPushed = async (move: () => Promise<void>): Promise<void> => {
    const steps = await page.evaluate(() => history.length);
    await move();
    await expect.poll(() => page.evaluate(() => history.length)).toBe(steps + 1);
  };
  await book.open("/?at=4#/clients");
  await isPushed(() => page.getByLabel("Jump to date").fill("2024-03-20"));
  expect(await book.rows("Clients")).toHaveLength(3);

  // A moment on which the cursor rested is a step of the browser's history.
  await isPushed(() => page.getByRole("button", { name: "Step back" }).click());
  await page.goBack();
  await expect(book.slider).toHaveAttribute("aria-valuenow", "7");

  await page.getByRole("button", { name: "Play" }).click();
  await expect(page.getByText("Live · #9")).toBeVisible();
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
  expect(await book.rows("Clients")).toHaveLength(4);
});

test("the way of one event can be read in the list beside the timeline", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.goTo("Timeline");
  await book.table("Events").getByRole("button", { name: "ClientRegistered, event 2" }).click();
  const event = page.getByRole("complementary", { name: "Event" });
  await expect(event).toContainText('"username": "ada"');
  await expect(event).toContainText("version 1");
  const [, registered] = await page.evaluate(() => window.hindsight.readAll());
  await expect(event).toContainText(registered?.hash ?? "no second event");
});

test("another screen that is opened while a moment comes to rest stays open", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await expect(book.table("Clients")).toContainText("ada");
  await page.getByRole("button", { name: "Step back" }).click();
  await page.getByRole("link", { name: "Transfer", exact: true }).click();

  await expect(page).toHaveURL(/at=2#\/transfer$/);
  // The moment is pushed onto the browser's history half a second after it has come to rest.
  await page.waitForFunction(() => history.length > 2);
  await page.waitForTimeout(700);
  await expect(page).toHaveURL(/at=2#\/transfer$/);
  await expect(page.getByRole("heading", { name: "Transfer", level: 1 })).toBeVisible();
});
