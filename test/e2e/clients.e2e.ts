import { expect, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { everythingKept } from "./everything-kept.ts";

test("a username is taken in any case and Unicode form, and the form keeps what was typed", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await book.addClient("Straße");
  await book.addClient("  ＳＴＲＡＳＳＥ ", { name: "Someone else" });

  const form = book.form("Add client");
  await expect(form.getByRole("alert")).toContainText("is taken");
  await expect(form.getByLabel("Username")).toBeFocused();
  await expect(form.getByLabel("Username")).toHaveAttribute("aria-invalid", "true");
  await expect(form.getByLabel("Name", { exact: true })).toHaveValue("Someone else");
  expect(await book.rows("Clients")).toHaveLength(1);
});

test("of two tabs that register one name at the same moment, exactly one wins", async ({
  page,
  context,
}) => {
  const one = new BookPage(page);
  await one.open();
  const two = new BookPage(await context.newPage());
  await two.open();

  for (let round = 0; round < 20; round += 1) {
    const register = (tab: BookPage) =>
      tab.page.evaluate(
        (username) => window.hindsight.dispatch({ type: "RegisterClient", username }),
        `rival-${round}`,
      );
    const answers = await Promise.all([register(one), register(two)]);
    expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
    expect(answers.find(({ accepted }) => !accepted)).toMatchObject({
      rejection: { code: "username-taken" },
    });
  }

  await one.goTo("Clients");
  await two.goTo("Clients");
  for (const tab of [one, two]) {
    await expect(tab.table("Clients")).toHaveAttribute("aria-rowcount", "21");
  }
  expect(await one.fingerprint()).toBe(await two.fingerprint());
});

test("what one tab writes appears in the other without a reload", async ({ page, context }) => {
  const one = new BookPage(page);
  await one.open();
  const two = new BookPage(await context.newPage());
  await two.open("/#/clients");
  await one.addClient("ada", { name: "Ada Lovelace" });
  await expect(two.table("Clients")).toContainText("Ada Lovelace");
});

test("a password is kept nowhere, nor is a hash of it", async ({ page }) => {
  const book = new BookPage(page);
  const secret = "correct horse battery staple";
  await book.open();
  await book.addClient("ada", { password: secret });
  await expect(book.form("Add client").getByRole("status")).toBeVisible();
  await expect(book.form("Add client").getByLabel("Password")).toHaveValue("");

  const told = await page.evaluate(async () => {
    const log = await (await window.hindsight.exportLog()).text();
    const shown = document.documentElement.outerHTML;
    return log + JSON.stringify(await window.hindsight.journal()) + shown;
  });
  const everything = told + (await everythingKept(page));
  expect(everything).toContain("ada");
  expect(everything).not.toContain(secret);
  expect(everything).not.toContain("argon2id");
});

test("a client and an order can be added by keyboard alone", async ({ page }) => {
  const book = new BookPage(page);
  await book.open("/#/clients");
  await book.form("Add client").getByLabel("Username").focus();
  await page.keyboard.type("ada");
  await page.keyboard.press("Enter");
  await expect(book.form("Add client").getByRole("status")).toContainText("ada is in the book");
  await expect(book.form("Add client").getByLabel("Username")).toBeFocused();

  await page.getByRole("link", { name: "Orders", exact: true }).focus();
  await page.keyboard.press("Enter");
  await book.form("Place order").getByLabel("Client").focus();
  await page.keyboard.type("a");
  await expect(page.getByRole("option", { name: "ada" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(book.form("Place order").getByLabel("Client")).toHaveValue("ada");
  for (const text of ["TEA-1", "3", "4,50"]) {
    await page.keyboard.press("Tab");
    await page.keyboard.type(text);
  }
  await page.keyboard.press("Enter");
  await expect(book.form("Place order").getByRole("status")).toContainText("in the book");
  await expect(book.table("Orders")).toContainText("€13.50");
});

test("hostile names stay themselves", async ({ page }) => {
  const names = [
    '<img src=x onerror="document.title=1">',
    "a  b\u00a0c",
    "نص",
    "👩‍👩‍👧",
    "'; DROP TABLE clients; --",
    "__proto__",
    "\ud800half",
  ];
  const book = new BookPage(page);
  await book.open();
  for (const username of names) {
    const answer = await page.evaluate(
      (name) => window.hindsight.dispatch({ type: "RegisterClient", username: name, name }),
      username,
    );
    expect(answer).toMatchObject({ accepted: true });
  }
  await page.reload();
  await book.goTo("Clients");
  const clients = await page.evaluate(() => window.hindsight.view("clients"));
  expect((clients as { username: string }[]).map(({ username }) => username)).toEqual(names);
  await expect(book.table("Clients")).toContainText('<img src=x onerror="document.title=1">');
  await expect(page).toHaveTitle(/Hindsight/);
});
