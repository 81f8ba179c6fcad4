import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

// Events: 1 book, 2–4 ada, 5 placed, 6 shipped.
async function fill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    const address = "12 St James’s Square\nLondon\nUnited Kingdom";
    await dispatch({ type: "RegisterClient", username: "ada", name: "Ada Lovelace", address });
    const lines = [
      { productCode: "TEA", quantity: 3, unitPrice: 450, discount: 1_000 },
      { productCode: "CUP", quantity: 1, unitPrice: 1_000 },
    ];
    const reference = "2026/0117";
    await dispatch({ type: "PlaceOrder", orderId: "o-1", client: "ada", lines, reference });
    await dispatch({ type: "ShipOrder", orderId: "o-1" });
  });
}

test.use({ colorScheme: "dark" });

test("an order is printed alone, on white, as it stands", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  await page.goto("/#/orders/o-1");
  await expect(page.getByRole("button", { name: "Print order 2026/0117" })).toBeVisible();

  await page.emulateMedia({ media: "print" });
  const sheet = page.getByRole("main", { name: "Order 2026/0117, for paper" });
  await expect(sheet).toBeVisible();
  await expect(page.getByRole("navigation")).toBeHidden();
  await expect(book.slider).toBeHidden();
  for (const told of ["My book", "Ada Lovelace", "shipped", "2026/0117"]) {
    await expect(sheet).toContainText(told);
  }
  // the client as on a letter: the lines of the address below the name
  const letter = "Ada Lovelace\n12 St James’s Square\nLondon\nUnited Kingdom\nada";
  const [addressed] = await sheet.locator("address").allInnerTexts();
  expect(addressed?.replace(/\n+/g, "\n")).toContain(letter);
  await expect(sheet.getByRole("row").nth(1)).toHaveText("TEA3€4.5010%€12.15");
  await expect(sheet.getByRole("row").last()).toHaveText("Total EUR€22.15");
  const fingerprint = await book.fingerprint();
  await expect(sheet).toContainText(`event 6.Fingerprint ${fingerprint.slice(0, 12)}`);
  await expect(sheet).not.toContainText("What happened later");
  const ink = await sheet.evaluate((element) => getComputedStyle(element).color);
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect([ink, paper]).toEqual(["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]);
});

test("an order is printed as of the moment on the screen, by the button or the browser", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  await page.goto("/#/orders/o-1");
  await expect(page.getByRole("button", { name: /^Print order/ })).toBeVisible();
  await page.evaluate(() => window.hindsight.goTo(5));
  const fingerprint = await page.evaluate(async () => {
    const [event] = await window.hindsight.readAll({ from: 5, to: 5 });
    return event?.hash.slice(0, 12);
  });

  // What stands there for paper when the browser begins to draw it.
  await page.evaluate(() => {
    addEventListener("beforeprint", () => {
      const sheet = document.querySelector('main[aria-label^="Order "]');
      document.documentElement.dataset["printed"] = sheet?.textContent ?? "";
    });
  });
  const printed = () => page.evaluate(() => document.documentElement.dataset["printed"] ?? "");
  await expect(async () => {
    await page.pdf();
    expect(await printed()).toContain(`Fingerprint ${fingerprint}`);
  }).toPass();
  expect(await printed()).toContain("event 5. What happened later is not on this page.");
  expect(await printed()).toContain("placed");
  expect(await printed()).not.toContain("shipped");

  await page.evaluate(() => delete document.documentElement.dataset["printed"]);
  await page.getByRole("button", { name: "Print order 2026/0117" }).click();
  await expect.poll(printed).toContain(`Fingerprint ${fingerprint}`);
  await expect(page.getByRole("article", { name: "Order 2026/0117", exact: true })).toBeVisible();
});

test("a list is printed whole, also what is not on the screen, and without its buttons", async ({
  page,
}) => {
  // given more orders than the screen shows
  const book = new BookPage(page);
  await book.open();
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    await dispatch({ type: "RegisterClient", username: "ada" });
    for (let number = 1; number <= 120; number += 1) {
      const lines = [{ productCode: "TEA", quantity: number, unitPrice: 100 }];
      await dispatch({ type: "PlaceOrder", orderId: `o-${number}`, client: "ada", lines });
    }
  });
  await book.goTo("Orders");
  await expect(book.table("Orders")).toHaveAttribute("aria-rowcount", "121");

  // when it is printed
  await page.emulateMedia({ media: "print" });

  // then all of them are on paper, and nothing else
  const sheet = page.getByRole("main", { name: "Orders, for paper" });
  await expect(sheet.getByRole("row")).toHaveCount(121);
  await expect(sheet.getByRole("row").nth(1)).toContainText("€120.00");
  await expect(sheet.getByRole("row").last()).toContainText("€1.00");
  await expect(sheet).toContainText("My book, as of event 123");
  await expect(sheet.getByRole("button", { name: /Ship|Pay|Cancel/ })).toHaveCount(0);
  await expect(page.getByRole("navigation")).toBeHidden();
  await expect(book.slider).toBeHidden();

  // and the screen is as it was
  await page.emulateMedia({ media: "screen" });
  await expect(sheet).toHaveCount(0);
  await expect(book.table("Orders")).toBeVisible();
});

test("a client and a wallet are printed with all that belongs to them, in place of the lists", async ({
  page,
}) => {
  // given more orders and movements of one client than the screen shows
  const book = new BookPage(page);
  await book.open();
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    await dispatch({ type: "RegisterClient", username: "ada", clientId: "c-ada" });
    await dispatch({ type: "RegisterClient", username: "bob" });
    for (let number = 1; number <= 40; number += 1) {
      const lines = [{ productCode: "TEA", quantity: number, unitPrice: 100 }];
      dispatch({ type: "PlaceOrder", client: "ada", lines });
      dispatch({ type: "CreditWallet", client: "ada", amount: number });
    }
    await dispatch({ type: "CreditWallet", client: "ada", amount: 100 });
  });
  for (const { address, name, rows, told } of [
    { address: "clients/c-ada", name: "Client ada", rows: 40, told: "€40.00" },
    { address: "wallets/c-ada", name: "Wallet of ada", rows: 41, told: "€0.40" },
  ]) {
    await test.step(name, async () => {
      await page.goto(`/#/${address}`);
      await expect(page.getByRole("article", { name })).toBeVisible();

      // when it is printed
      await page.emulateMedia({ media: "print" });

      // then all of it is on paper, and no list of others
      const sheet = page.getByRole("main", { name: `${name}, for paper` });
      await expect(sheet).toContainText(told);
      await expect(sheet.getByRole("table").nth(1).getByRole("row")).toHaveCount(rows + 1);
      await expect(sheet).toContainText("My book, as of event");
      await expect(page.getByRole("main")).toHaveCount(1);
      await expect(page.getByText("bob", { exact: true }).filter({ visible: true })).toHaveCount(0);
      await page.emulateMedia({ media: "screen" });
    });
  }
});

test("the journal is read to its first attempt before it is printed", async ({ page }) => {
  // given more attempts than the screen reads at once
  const book = new BookPage(page);
  await book.open();
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    await dispatch({ type: "RegisterClient", username: "first" });
    for (let number = 2; number <= 1_300; number += 1) {
      dispatch({ type: "RegisterClient", username: `client-${number}` });
    }
    await dispatch({ type: "RegisterClient", username: "last" });
  });
  await page.goto("/#/journal");
  await expect(page.getByText(/attempts, back to event/)).toBeVisible();
  await page.evaluate(() => {
    addEventListener("beforeprint", () => {
      const rows = document.querySelectorAll('main[aria-label^="Attempts, for paper"] tbody tr');
      const cells = [...rows].map((row) => row.textContent ?? "");
      document.documentElement.dataset["printed"] =
        `${cells.length} ${cells.at(0)} … ${cells.at(-1)}`;
    });
  });
  const printed = () => page.evaluate(() => document.documentElement.dataset["printed"]);

  // when the browser's key for printing is pressed
  await page.keyboard.press("ControlOrMeta+p");

  // then all of them are on paper
  await expect.poll(printed).toMatch(/^1301 .*last.* … .*first/);

  // and by the button, of another screen's journal, again
  await page.reload();
  await expect(page.getByText(/attempts, back to event/)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  const sheet = page.getByRole("main", { name: "Attempts, for paper" });
  await expect(sheet).toContainText("“Print” on the screen reads all of them first");
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Print all attempts" }).click();
  await expect(page.getByText("1,301 attempts", { exact: true })).toBeVisible();
});
