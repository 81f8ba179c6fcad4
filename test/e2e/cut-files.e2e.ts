import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

async function fill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    await dispatch({ type: "RegisterClient", username: "ada" });
    for (let number = 1; number <= 5; number += 1) {
      const lines = [{ productCode: "TEA", quantity: number, unitPrice: 450 }];
      await dispatch({ type: "PlaceOrder", client: "ada", lines });
    }
  });
}

test("a backup is read back before it is one, and what is whole of a cut one can be taken", async ({
  page,
  browser,
}) => {
  // given a backup of a book of eight events
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  await page.goto("/#/health");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Back up now" }).click();
  const file = await downloading;
  await expect(
    page.getByText("The file was read back: its 8 events give the whole book again."),
  ).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/Last backup: .*nothing new since/);
  const text = await page.evaluate(async () => (await window.hindsight.exportLog()).text());
  expect(file.suggestedFilename()).toContain("8");

  // when it was cut behind a line, and in one
  const lines = text.split("\n");
  const cuts = [
    { cut: `${lines.slice(0, 6).join("\n")}\n`, where: "it ends after line 6, with event 6 of 8" },
    {
      cut: text.slice(0, lines.slice(0, 7).join("\n").length - 20),
      where: "in the middle of line 7",
    },
  ];
  for (const { cut, where } of cuts) {
    await test.step(where, async () => {
      const other = await (await browser.newContext()).newPage();
      const copy = new BookPage(other);
      await copy.open();
      await copy.goTo("Transfer");
      const choosing = other.waitForEvent("filechooser");
      await other.getByRole("button", { name: "Import log" }).first().click();
      const buffer = Buffer.from(cut);
      await (await choosing).setFiles({ name: "cut.ndjson", mimeType: "text/plain", buffer });

      // then that is told, nothing is written, and what is whole is offered
      await expect(copy.alert).toContainText(where);
      await expect(copy.alert).toContainText("Nothing was written");
      expect(await other.evaluate(() => window.hindsight.head())).toBe(0);
      await other.getByRole("button", { name: "Take events 1 to 6" }).click();
      await expect.poll(() => other.evaluate(() => window.hindsight.head())).toBe(6);
      expect(await other.evaluate(() => window.hindsight.verify())).toMatchObject({ ok: true });
      await other.context().close();
    });
  }
});
