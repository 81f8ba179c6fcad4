import { expect, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

test.beforeEach(async ({ page }) => {
  await new BookPage(page).open();
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    const at = (month: number) => Date.UTC(2024, month, 15, 12);
    await dispatch({ type: "RegisterClient", username: "ada", name: "Ada", occurredAt: at(0) });
    await dispatch({ type: "RegisterClient", username: "bob", name: "Bob", occurredAt: at(0) });
    const place = (client: string, productCode: string, quantity: number, month: number) =>
      dispatch({
        type: "PlaceOrder",
        orderId: `${client} ${month}`,
        client,
        lines: [{ productCode, quantity, unitPrice: 10_000 }],
        occurredAt: at(month),
      });
    await place("ada", "TEA", 1, 1);
    await place("bob", "CHAI", 3, 2);
    await place("bob", "CHAI", 5, 4);
    await dispatch({ type: "ShipOrder", orderId: "ada 1" });
    await dispatch({ type: "CancelOrder", orderId: "bob 4" });
  });
});

test("tells the book in figures and charts, and moves with the timeline", async ({ page }) => {
  const book = new BookPage(page);
  await book.goTo("Dashboard");
  const tile = (name: string) =>
    page.getByRole("term").filter({ hasText: name }).locator("xpath=following-sibling::dd");
  await expect(tile("Revenue")).toHaveText(/400/);
  await expect(tile("Open orders")).toHaveText("1");
  await expect(page.getByRole("img", { name: /Feb.*2024.*Mar.*2024/ })).toBeVisible();
  const clients = page.getByRole("region", { name: "Best clients" });
  await expect(clients.getByRole("listitem")).toHaveText([/Bob.*300/, /Ada.*100/]);

  await test.step("before the last order was cancelled, it counted", async () => {
    await page.getByRole("button", { name: "Step back" }).click();
    await expect(tile("Revenue")).toHaveText(/900/);
    await expect(page.getByRole("img", { name: /May.*2024/ })).toBeVisible();
    await expect(clients.getByRole("listitem")).toHaveText([/Bob.*800/, /Ada.*100/]);
  });

  await test.step("before anything was sold it says so", async () => {
    await book.slider.press("Home");
    await expect(page.getByText("Nothing was sold up to this moment.")).toBeVisible();
  });

  await test.step("a product leads to its orders, a client to the client", async () => {
    await page.getByRole("button", { name: "Return to live" }).click();
    await page.getByRole("region", { name: "Best products" }).getByText("CHAI").click();
    await expect(page.getByLabel("Search orders")).toHaveValue("CHAI");
    await book.goTo("Dashboard");
    await clients.getByText("Bob").click();
    await expect(page.getByRole("article", { name: "Client bob" })).toBeVisible();
  });
});

test("a client’s page tells the orders and what happened, as of any moment", async ({ page }) => {
  const book = new BookPage(page);
  await book.goTo("Clients");
  await page.getByRole("button", { name: /bob/ }).first().click();
  const client = page.getByRole("article", { name: "Client bob" });
  await expect(client.getByRole("region", { name: "Orders" }).getByRole("listitem")).toHaveCount(2);
  const feed = client.getByRole("region", { name: "Timeline of this client" });
  await expect(feed.getByRole("listitem").first()).toContainText("OrderCancelled");
  await feed.getByRole("button", { name: /^See bob at event 7$/ }).click();
  await expect(book.slider).toHaveAttribute("aria-valuenow", "7");
  await expect(feed.getByRole("listitem").first()).not.toContainText("OrderCancelled");
});
