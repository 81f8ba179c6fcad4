import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";
import { expectNoViolation, VIEWPORTS } from "./violations.ts";

const ROWS = ["client,product,quantity,price", "ada,Tea,2,4.50", "ada,Cup,none,9.00"];

async function fill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    const lines = [{ productCode: "Tea", quantity: 2, unitPrice: 450 }];
    const day = (number: number) => Date.UTC(2024, 0, number);
    await dispatch({ type: "RegisterClient", clientId: "c-ada", username: "ada", name: "Ada" });
    for (let order = 1; order <= 5; order += 1) {
      const occurredAt = day(order);
      await dispatch({
        type: "PlaceOrder",
        orderId: `o-${order}`,
        client: "ada",
        lines,
        occurredAt,
      });
    }
    await dispatch({ type: "ShipOrder", orderId: "o-1", occurredAt: day(900) });
    await dispatch({ type: "CreditWallet", client: "ada", amount: 5_000 });
    await dispatch({ type: "DebitWallet", client: "ada", amount: 9_000 });
    await dispatch({ type: "ChangeClient", client: "ada", name: "Ada Lovelace" });
  });
}

for (const viewport of VIEWPORTS) {
  test.describe(`${viewport.width} px`, () => {
    // Colours on their way from one to the other are nobody's contrast.
    test.use({ viewport, contextOptions: { reducedMotion: "reduce" } });

    test("no state beside the plain screens has a violation", async ({ page }) => {
      test.slow();
      const isPhone = viewport.width < 720;
      const book = new BookPage(page);
      const check = (state: string) => expectNoViolation(page, state);
      const button = (name: string | RegExp) =>
        page.getByRole("button", { name, exact: true }).filter({ visible: true }).first();
      const visit = async (address: string) => {
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      };
      await book.open();
      for (const screen of ["dashboard", "orders", "wallets", "timeline", "journal", "restore"]) {
        await visit(`/#/${screen}`);
        await check(`${screen} of an empty book`);
      }
      await fill(page);

      await test.step("the timeline", async () => {
        if (isPhone) {
          await button(/live/i).click();
          await expect(page.getByRole("heading", { name: "Timeline" }).last()).toBeFocused();
        }
        await button("Zoom in").click();
        await check("zoomed in");
        await button("Bookmarks").click();
        await check("no bookmarks yet");
        const name = page.getByLabel(/^Name of event/);
        await name.fill("Before the holidays");
        await page.keyboard.press("Enter");
        // The menu closes once the name is kept: a click before that would be the one that closes it.
        await expect(name).toBeHidden();
        await button("Bookmarks").click();
        await expect(page.getByRole("list", { name: "Bookmarks" })).toBeVisible();
        await check("a bookmark");
        await page.keyboard.press("Escape");
        await book.slider.focus();
        await page.keyboard.press("ArrowLeft");
        await check("one event back");
        await page.evaluate(() => window.hindsight.goTo("live"));
      });
      await test.step("what differs, what was, and what would be brought back", async () => {
        await visit("/#/compare/3-11");
        await expect(page.getByRole("table", { name: "Differences" })).toBeVisible();
        await check("two moments compared");
        await visit("/#/restore/6");
        await expect(page.getByText(/records? differ/)).toBeVisible();
        await check("what would be restored");
        for (const at of ["99999", "rubbish"]) {
          await visit(`/?at=${at}#/orders`);
          await expect(page.getByText("You see the newest")).toBeVisible();
          await check(`an address to event ${at}`);
        }
        await visit("/?at=4#/clients/c-ada");
        await expect(page.getByRole("heading", { name: /ada/i }).first()).toBeVisible();
        await check("a client as of then");
        await visit("/#/clients/c-ada");
        await check("a client");
        await visit("/#/orders/nobody");
        await check("an order that is not here");
      });
      await test.step("paper", async () => {
        await visit("/#/orders/o-1");
        await expect(button(/^Print order/)).toBeVisible();
        await page.emulateMedia({ media: "print" });
        await expect(page.getByRole("main", { name: /for paper/ })).toBeVisible();
        await check("an order on paper");
        await page.emulateMedia({ media: "screen" });
      });
      await test.step("a table on its way in", async () => {
        await book.drop("orders.csv", Buffer.from(ROWS.join("\n")));
        await expect(button("Check all rows")).toBeVisible();
        await check("a table previewed");
        await button("Check all rows").click();
        await expect(page.getByRole("table", { name: "Refused rows" })).toBeVisible();
        await check("a table tried out");
        await button(/^Add 1 command/).click();
        await expect(page.getByText(/1 command added/)).toBeVisible();
        await check("a table sent");
        await book.drop("broken.csv", Buffer.from('client,amount\nada,"5\ngrace,3\n'));
        await expect(book.alert).toBeVisible();
        await check("a file that is no table");
      });
      await test.step("what opens above all", async () => {
        await visit("/#/clients");
        const line = page.getByRole("combobox", { name: /^Search clients, orders/ });
        await page.keyboard.press("ControlOrMeta+k");
        await line.fill("ada");
        await expect(page.getByRole("option", { name: /Ada Lovelace ada/ })).toBeVisible();
        await check("the palette");
        await line.fill("zzz");
        await check("a palette that finds nothing");
        await line.fill("tour");
        await page.keyboard.press("Enter");
        const tour = page.getByRole("complementary", { name: "Tour" });
        for (let step = 1; step < 5; step += 1) {
          await expect(tour).toBeVisible();
          await check(`step ${step} of the tour`);
          await tour.getByRole("button", { name: "Next" }).click();
        }
        await check("the tour's last step");
        await page.keyboard.press("Escape");
        await page.keyboard.press("?");
        await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
        await check("the keys");
      });
    });
  });
}
