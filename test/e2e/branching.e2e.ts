import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { expectNoViolation, VIEWPORTS } from "./violations.ts";

/** A book in which ada ordered twice; the second order and what followed came after event 6. */
async function openFilled(page: Page): Promise<BookPage> {
  const book = new BookPage(page);
  await book.open();
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    const lines = [{ productCode: "TEA", quantity: 2, unitPrice: 450 }];
    await dispatch({ type: "RegisterClient", username: "ada", name: "Ada" });
    await dispatch({ type: "PlaceOrder", orderId: "o1", client: "ada", lines });
    await dispatch({ type: "CreditWallet", client: "ada", amount: 5_000 });
    await dispatch({ type: "PlaceOrder", orderId: "o2", client: "ada", lines });
    await dispatch({ type: "ShipOrder", orderId: "o1" });
  });
  return book;
}

/** Makes a branch after event 6 and waits until it is open. */
async function branchFromSix(page: Page, name = "What if"): Promise<void> {
  await page.evaluate(() => window.hindsight.goTo(6));
  await page.getByRole("button", { name: "Branch from here" }).click();
  await page.getByLabel("Name of the branch").fill(name);
  await page.getByRole("button", { name: "Make the branch" }).click();
  await expect(
    page.getByRole("banner").getByRole("link", { name: "Branch: What if" }),
  ).toBeVisible();
}

/** Opens the book that the branch comes from. */
async function backToLive(page: Page): Promise<void> {
  await page.getByRole("banner").getByRole("link", { name: "Branch: What if" }).click();
  await page.getByRole("button", { name: "Open My book" }).click();
  await expect(page).toHaveTitle(/^[^⑂]*My book · Hindsight$/);
}

test("a branch begins with the first events, in a frame of its own, and live stays as it is", async ({
  page,
}) => {
  const book = await openFilled(page);
  const hash = await page.evaluate(async () => (await window.hindsight.readAll())[5]?.hash);
  await branchFromSix(page);
  await expect(page).toHaveTitle(/^⑂ .* · What if · Hindsight$/);
  await expect(book.slider).toHaveAttribute("aria-valuemax", "6");
  expect(await book.fingerprint()).toBe(hash);
  await book.addClient("bob");
  await expect(book.slider).toHaveAttribute("aria-valuemax", "8");

  await backToLive(page);
  await expect(book.slider).toHaveAttribute("aria-valuemax", "8");
  expect(await page.evaluate(() => window.hindsight.view("clients"))).toHaveLength(1);
  await page.getByRole("link", { name: /all books/ }).click();
  await expect(page.getByRole("article", { name: "What if" })).toContainText(
    "Branch of “My book”, after event 6",
  );
});

test("a branch and live side by side; live's later orders brought in; own ones carried over", async ({
  page,
}) => {
  const book = await openFilled(page);
  await branchFromSix(page);
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    await dispatch({ type: "CancelOrder", orderId: "o1" });
    await dispatch({ type: "RegisterClient", username: "bob" });
  });
  await page.getByRole("banner").getByRole("link", { name: "Branch: What if" }).click();

  // Side by side
  await expect(page.getByText(/1 client and 2 orders differ from “My book”/)).toBeVisible();
  const differences = page.getByRole("table", { name: "Differences" });
  await expect(differences.getByRole("row", { name: /Order 1 status/ })).toContainText("shipped");
  await expect(differences.getByRole("row", { name: /Client bob/ })).toContainText("not there");

  // Bring in, without the shipment
  await page.getByRole("link", { name: "Bring in" }).click();
  await expect(page.getByText("“My book” did 2 commands since this branch began.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Refused" })).toContainText(
    "Order 1 shippedThis order is already cancelled",
  );
  await page.getByRole("checkbox", { name: "Bring in: Order 1 shipped" }).uncheck();
  await page.getByRole("button", { name: "Bring in 1 command" }).click();
  await expect(page.getByText("1 command brought in.")).toBeVisible();
  await expect(page.getByText(/1 is there already/)).toBeVisible();

  // Carry over: the cancellation comes too late for live, the client does not
  await page.getByRole("link", { name: "Carry over" }).click();
  await expect(page.getByText("This branch did 2 commands of its own.")).toBeVisible();
  await page.getByRole("button", { name: "Carry over 1 command" }).click();
  await expect(page.getByText("1 command carried over to “My book”.")).toBeVisible();
  await expect(page.getByText(/0 would be accepted, 1 refused, 1 is there already/)).toBeVisible();

  await backToLive(page);
  await book.goTo("Clients");
  await expect(book.table("Clients")).toContainText("bob");
});

test("the past of a branch carries nothing over", async ({ page }) => {
  await openFilled(page);
  await branchFromSix(page);
  await page.evaluate(() => window.hindsight.dispatch({ type: "RegisterClient", username: "bob" }));
  await page.getByRole("banner").getByRole("link", { name: "Branch: What if" }).click();
  await page.getByRole("link", { name: "Carry over" }).click();
  await page.evaluate(() => window.hindsight.goTo(3));
  await page.getByRole("button", { name: "Carry over 1 command" }).click();
  await expect(page.getByRole("region", { name: "Refused" })).toContainText(
    "You are looking at the past",
  );
  await page.getByRole("main").getByRole("button", { name: "Return to live" }).first().click();
  await page.getByRole("button", { name: "Carry over 1 command" }).click();
  await expect(page.getByText("1 command carried over to “My book”.")).toBeVisible();
});

test("a branch is discarded after a second word, also under another tab's feet", async ({
  page,
  context,
}) => {
  const book = await openFilled(page);
  await branchFromSix(page);
  const other = await context.newPage();
  await new BookPage(other).open(page.url());
  await page.goto(`${page.url().split("#")[0]}#/branch`);
  await page.getByRole("button", { name: "Discard branch" }).click();
  await expect(book.alert).toContainText("open in other tabs as well");
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByRole("button", { name: "Discard branch" }).click();
  await page.getByRole("button", { name: "Discard for good" }).click();
  await expect(page).toHaveTitle(/^[^⑂]*My book · Hindsight$/);
  await expect(other.getByRole("alert")).toContainText("was deleted in another tab");
});

test("a branch outlives the book it comes from", async ({ page }) => {
  await openFilled(page);
  await branchFromSix(page);
  await page.getByRole("link", { name: /all books/ }).click();
  const mine = page.getByRole("article", { name: "My book" });
  await mine.getByRole("button", { name: "Delete" }).click();
  await mine.getByLabel("Type the name of the book").fill("My book");
  await mine.getByRole("button", { name: "Delete for good" }).click();
  await expect(mine).toBeHidden();
  await page.getByRole("banner").getByRole("link", { name: "Branch: What if" }).click();
  await expect(page.getByText(/not in this browser any more/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Branch: What if" })).toBeVisible();
});

test("making a branch can be broken off, and leaves nothing behind", async ({ page }) => {
  await openFilled(page);
  // The worker comes late, so that there is time to think again.
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/book.worker*", async (route) => {
    await held;
    await route.continue();
  });
  await page.evaluate(() => window.hindsight.goTo(6));
  await page.getByRole("button", { name: "Branch from here" }).click();
  await page.getByRole("button", { name: "Make the branch" }).click();
  await expect(page.getByText(/^Making the branch/)).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  letGo();
  await expect(page).toHaveTitle(/^[^⑂]*My book · Hindsight$/);
  await page.getByRole("link", { name: /all books/ }).click();
  await expect(page.getByRole("article")).toHaveCount(1);
});

test("the name of a branch that is half typed is there again after a reload", async ({ page }) => {
  // given a form that was begun at a moment of the past
  const book = await openFilled(page);
  await page.evaluate(() => window.hindsight.goTo(4));
  await page.getByRole("button", { name: "Branch from here" }).click();
  const name = page.getByRole("textbox", { name: "Name of the branch" });
  await name.fill("What if Ada had paid");
  await expect(page).toHaveURL(/at=4/);

  // when the page is reloaded
  await page.reload();

  // then the form is open, at that moment, with what was typed
  await expect(book.slider).toHaveAttribute("aria-valuenow", "4");
  await expect(name).toHaveValue("What if Ada had paid");
});

test("making a branch goes on after a reload, and says so when the book is gone", async ({
  page,
}) => {
  const book = await openFilled(page);
  const id = await page.evaluate(async () => {
    const request = indexedDB.open("hindsight-books");
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    const books = request.result.transaction("books", "readwrite").objectStore("books");
    const listed = books.getAll();
    await new Promise((resolve) => {
      listed.onsuccess = resolve;
    });
    // As a page leaves it that was closed before anything was copied.
    const [{ id: book }] = listed.result;
    const branch = {
      ...{ id: crypto.randomUUID(), name: "What if", createdAt: Date.now(), openedAt: 0 },
      branchOf: { book, at: 6 },
    };
    const orphan = { ...branch, id: crypto.randomUUID(), branchOf: { book: "nobody", at: 6 } };
    books.put(branch);
    const last = books.put(orphan);
    await new Promise((resolve) => {
      last.onsuccess = resolve;
    });
    request.result.close();
    return { branch: branch.id, orphan: orphan.id };
  });
  await page.goto(`/?book=${id.branch}`);
  await expect(book.slider).toHaveAttribute("aria-valuemax", "6");

  await page.goto(`/?book=${id.orphan}`);
  await expect(page.getByRole("alert")).toContainText("not in this browser any more");
  await page.getByRole("button", { name: "Discard the branch" }).click();
  await expect(book.slider).toBeVisible();
});

for (const viewport of VIEWPORTS) {
  test.describe(`${viewport.width} px`, () => {
    test.use({ viewport, contextOptions: { reducedMotion: "reduce" } });

    test("no screen of a branch has a violation", async ({ page }) => {
      const check = (state: string) => expectNoViolation(page, state);
      await openFilled(page);
      await page.evaluate(() => window.hindsight.goTo(6));
      await page.getByRole("button", { name: "Branch from here" }).click();
      await expect(page.getByLabel("Name of the branch")).toBeVisible();
      await check("asking for a name");
      await page.getByLabel("Name of the branch").fill("What if");
      await page.getByRole("button", { name: "Make the branch" }).click();
      const badge = page.getByRole("banner").getByText(/^Branch/);
      await expect(badge).toBeVisible();
      await check("live in a branch");
      await page.evaluate(async () => {
        const { dispatch } = window.hindsight;
        await dispatch({ type: "CancelOrder", orderId: "o1" });
        await dispatch({ type: "RegisterClient", username: "bob" });
      });
      const address = page.url().split("#")[0];
      await page.goto(`${address}#/branch`);
      await expect(page.getByText(/differ from/)).toBeVisible();
      await check("side by side");
      for (const screen of ["bring-in", "carry-over"]) {
        await page.goto(`${address}#/branch/${screen}`);
        await expect(page.getByText(/would be accepted/)).toBeVisible();
        await check(screen);
      }
      await page.getByRole("button", { name: "Discard branch" }).click();
      await check("discarding");
      await page.evaluate(() => window.hindsight.goTo(3));
      await check("the past of a branch");
    });
  });
}
