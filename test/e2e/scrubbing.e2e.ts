import { expect, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

test.beforeEach(async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    const day = (number: number) => Date.UTC(2024, 0, number, 12);
    await dispatch({ type: "RegisterClient", username: "ada", name: "Ada", occurredAt: day(1) });
    for (let order = 1; order <= 60; order += 1) {
      // Half of them in January, the others two years later.
      const occurredAt = day(order <= 30 ? order : order + 730);
      const lines = [{ productCode: "TEA", quantity: order, unitPrice: 100 }];
      await dispatch({ type: "PlaceOrder", client: "ada", lines, occurredAt });
    }
  });
  await expect(book.slider).toHaveAttribute("aria-valuemax", "63");
});

test("the thumb can be taken where it is drawn, at the very end too", async ({ page }) => {
  const book = new BookPage(page);
  const { x, y, width, height } = (await book.slider.boundingBox()) as DOMRect;
  await page.mouse.move(x + width + 5, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
  await page.mouse.up();
  const at = Number(await book.slider.getAttribute("aria-valuenow"));
  expect(Math.abs(at - 31)).toBeLessThanOrEqual(2);
});

test("zooms with Shift and the pointer, by keys and by buttons, and steps back again", async ({
  page,
}) => {
  const book = new BookPage(page);
  const box = (await book.slider.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const y = box.y + box.height / 2;
  await test.step("Shift and dragging chooses a part, and does not move the cursor", async () => {
    await page.keyboard.down("Shift");
    await page.mouse.move(box.x + box.width * 0.5, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, y, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up("Shift");
    await expect(book.slider).toHaveAttribute("aria-valuenow", "63");
    await expect(page.getByRole("button", { name: "Zoom back" })).toHaveAttribute(
      "aria-disabled",
      "false",
    );
  });
  await test.step("a click in it goes to a moment of that part", async () => {
    await page.mouse.click(box.x + 1, y);
    const first = Number(await book.slider.getAttribute("aria-valuenow"));
    expect(first).toBeGreaterThanOrEqual(31);
    expect(first).toBeLessThanOrEqual(33);
  });
  await test.step("End leads to its end, and from there to the end of history", async () => {
    await book.slider.focus();
    await page.keyboard.press("End");
    const end = Number(await book.slider.getAttribute("aria-valuenow"));
    expect(end).toBeLessThan(50);
    await page.keyboard.press("End");
    await expect(book.slider).toHaveAttribute("aria-valuenow", "63");
  });
  await test.step("Zoom back draws all again", async () => {
    await page.getByRole("button", { name: "Zoom back" }).click();
    await expect(page.getByRole("button", { name: "Zoom back" })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
  });
});

test("measures by time, folds the years in which nothing happened, and says how long they were", async ({
  page,
}) => {
  const book = new BookPage(page);
  await page.getByLabel("Timeline measures").selectOption("By time");
  await expect(book.slider.getByText(/7\d\d days/)).toBeVisible();
  const box = (await book.slider.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.click(box.x + box.width * 0.49, box.y + 30);
  // The cursor stands at the end of January, long before the fold.
  await expect(book.slider).toHaveAttribute("aria-valuetext", /Jan(uary)? .*2024|2024.*Jan/);
});

test("goes by a day with Ctrl, and to the event a name was given to", async ({ page }) => {
  const book = new BookPage(page);
  await book.slider.focus();
  await page.keyboard.press("Home");
  // Before the first event there is no day to go by.
  await page.keyboard.press("Control+ArrowRight");
  await page.keyboard.press("Control+ArrowRight");
  await expect(book.slider).toHaveAttribute("aria-valuetext", /OrderPlaced, Ada$/);
  await page.keyboard.press("m");
  const at = await book.slider.getAttribute("aria-valuenow");
  await page.getByLabel(/^Name of event/).fill("Before the rush");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel(/^Name of event/)).toBeHidden();
  await page.keyboard.press("l");
  await expect(book.slider).toHaveAttribute("aria-valuenow", "63");
  await page.reload();
  await page.getByRole("button", { name: "Bookmarks" }).click();
  await page.getByRole("button", { name: "Before the rush #" }).click();
  await expect(book.slider).toHaveAttribute("aria-valuenow", at ?? "");
});

test("is folded to a line, and is still a slider", async ({ page }) => {
  const book = new BookPage(page);
  await page.getByRole("button", { name: "Fold the timeline" }).click();
  await expect(page.getByRole("button", { name: "Play" })).toBeHidden();
  await book.slider.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(book.slider).toHaveAttribute("aria-valuenow", "62");
  await page.getByRole("button", { name: "Unfold the timeline" }).click();
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
});

test("says where it came to rest, once it does", async ({ page }) => {
  const book = new BookPage(page);
  await book.slider.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("status").getByText(/^Event 62 of 63/)).toBeAttached();
});
