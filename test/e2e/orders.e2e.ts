import { expect, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

test("an order can be shipped or cancelled, once", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.placeOrder({ client: "ada", product: "TEA-1", quantity: "3", price: "4.50" });
  await book.placeOrder({ client: "ada", product: "PEN", quantity: "1", price: "2" });

  await page.getByRole("button", { name: "Ship order 1" }).click();
  await expect(book.table("Orders")).toContainText("shipped");
  await page.getByRole("button", { name: "Open order 2" }).click();
  const detail = page.getByRole("article", { name: "Order 2" });
  await expect(detail).toContainText("1 × PEN");
  await detail.getByRole("button", { name: "Cancel order 2" }).click();
  await expect(detail).toContainText("cancelled");

  const [shipped, cancelled] = (await page.evaluate(() => window.hindsight.view("orders"))) as {
    id: string;
  }[];
  const answers = await page.evaluate(
    ([one = "", two = ""]) =>
      Promise.all([
        window.hindsight.dispatch({ type: "CancelOrder", orderId: one }),
        window.hindsight.dispatch({ type: "ShipOrder", orderId: two }),
        window.hindsight.dispatch({ type: "ShipOrder", orderId: "nobody's" }),
      ]),
    [shipped?.id ?? "", cancelled?.id ?? ""],
  );
  expect(answers).toMatchObject([
    { rejection: { code: "order-not-open" } },
    { rejection: { code: "order-not-open" } },
    { rejection: { code: "unknown-order" } },
  ]);
});

test("what is wrong stands beside the field that caused it, and nothing typed is lost", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.typeOrder({ client: "nobody", product: "TEA-1", quantity: "0", price: "4,555" });
  const form = book.form("Place order");
  await form.getByRole("button", { name: "Place order" }).click();
  await expect(form.getByText("A whole number of at least 1")).toBeVisible();
  await expect(form.getByText("At most 2 digits after the point.")).toBeVisible();

  await form.getByLabel("Quantity").fill("2");
  await form.getByLabel("Unit price").fill("4,55");
  await form.getByRole("button", { name: "Place order" }).click();
  await expect(form.getByRole("alert")).toContainText("No client “nobody”");
  await expect(form.getByLabel("Client")).toBeFocused();
  await expect(form.getByLabel("Product code")).toHaveValue("TEA-1");
});

test("an order of several lines with a discount is exact", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("ada");
  await book.typeOrder({ client: "ada", product: "A", quantity: "3", price: "0.35" });
  const form = book.form("Place order");
  await form.getByLabel("Discount %").fill("50");
  await form.getByRole("button", { name: "Add a line" }).click();
  const second = form.getByRole("group", { name: "Line 2" });
  await second.getByLabel("Product code").fill("B");
  await second.getByLabel("Quantity").fill("1");
  await second.getByLabel("Unit price").fill("1");
  // 52.5 cents go to the even 52.
  await expect(form.getByText("€1.52")).toBeVisible();
  await form.getByRole("button", { name: "Place order" }).click();
  await expect(book.table("Orders")).toContainText("€1.52");
});

test("orders are filtered and sorted as of any moment, and a long list can be scrolled to its end", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    await dispatch({ type: "RegisterClient", username: "ada" });
    for (let number = 1; number <= 60; number += 1) {
      const lines = [{ productCode: "TEA", quantity: (number * 7) % 61, unitPrice: 100 }];
      await dispatch({ type: "PlaceOrder", orderId: `o-${number}`, client: "ada", lines });
    }
    for (const number of [3, 5, 8]) await dispatch({ type: "ShipOrder", orderId: `o-${number}` });
  });
  await book.goTo("Orders");
  const table = book.table("Orders");
  const first = () => table.getByRole("row").nth(1);

  await page.getByLabel("Sort").selectOption("largest first");
  await expect(first()).toContainText("€60.00");
  await page.getByLabel("Sort").selectOption("smallest first");
  await expect(first()).toContainText("€1.00");
  await page.getByLabel("Status").selectOption("shipped");
  await expect(table).toHaveAttribute("aria-rowcount", "4");
  await expect(first()).toContainText("€21.00");
  await page.evaluate(() => window.hindsight.goTo(64));
  await expect(table).toHaveAttribute("aria-rowcount", "2");
  await page.evaluate(() => window.hindsight.goTo(63));
  await expect(page.getByText("No order is shipped at this moment.")).toBeVisible();

  await page.evaluate(() => window.hindsight.goTo("live"));
  await page.getByLabel("Status").selectOption("any");
  await page.getByLabel("Sort").selectOption("oldest first");
  await page.getByRole("group", { name: "Orders, scrollable" }).press("End");
  await expect(table.getByRole("button", { name: "Open order 60" })).toBeVisible();
});
