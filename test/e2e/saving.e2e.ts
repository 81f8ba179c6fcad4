import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { BookPage } from "./book-page.ts";

// Events: 1 book, 2–3 ada, 4–5 grace, 6 placed, 7 placed, 8 shipped, 9 placed.
async function fill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { dispatch } = window.hindsight;
    await dispatch({ type: "RegisterClient", username: "ada", name: "Ada, “Countess”" });
    await dispatch({ type: "RegisterClient", username: "grace", name: "=1+1" });
    const lines = [
      { productCode: "TEA", quantity: 3, unitPrice: 450, discount: 1_000 },
      { productCode: "CUP", quantity: 1, unitPrice: 1_000 },
    ];
    for (const [index, client] of ["ada", "grace", "ada"].entries()) {
      const occurredAt = `2026-05-0${index + 1}T08:00:00Z`;
      await dispatch({ type: "PlaceOrder", orderId: `o-${index}`, client, lines, occurredAt });
      if (index === 1) await dispatch({ type: "ShipOrder", orderId: "o-0" });
    }
  });
}

async function save(page: Page, button: string): Promise<{ name: string; lines: string[] }> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const file = await waiting;
  const text = await readFile(await file.path(), "utf8");
  return {
    name: file.suggestedFilename(),
    lines: text.replace("\ufeff", "").trimEnd().split("\r\n"),
  };
}

test("what a table shows is taken along as CSV, as of the moment on the screen", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);

  await test.step("orders, filtered, with the order of the screen", async () => {
    await book.goTo("Orders");
    await page.getByLabel("Status").selectOption("placed");
    const { name, lines } = await save(page, "Save as CSV: orders");
    expect(name).toBe("My book orders 9.csv");
    expect(lines).toEqual([
      "order number,client,client name,date,lines,total,currency,status",
      '3,ada,"Ada, “Countess”",2026-05-03T08:00:00.000Z,2,22.15,EUR,placed',
      "2,grace,'=1+1,2026-05-02T08:00:00.000Z,2,22.15,EUR,placed",
    ]);
  });

  await test.step("in the past, with their lines", async () => {
    await page.evaluate(() => window.hindsight.goTo(6));
    const { name, lines } = await save(page, "Save lines as CSV: order lines");
    expect(name).toBe("My book order lines 6.csv");
    expect(lines).toEqual([
      "order number,client,date,status,product code,quantity,unit price,discount %,line total,currency,paid by wallet,shipped date,cancelled date",
      "1,ada,2026-05-01T08:00:00.000Z,placed,TEA,3,4.50,10.00,12.15,EUR,,,",
      "1,ada,2026-05-01T08:00:00.000Z,placed,CUP,1,10.00,0.00,10.00,EUR,,,",
    ]);
  });

  await test.step("every event, whatever part of the list is drawn", async () => {
    await book.goTo("Timeline");
    const { name, lines } = await save(page, "Save as CSV: events");
    expect(name).toBe("My book events 6.csv");
    expect(lines).toHaveLength(7);
  });

  await test.step("one client's orders, from its own page", async () => {
    await page.evaluate(() => window.hindsight.goTo("live"));
    await book.goTo("Clients");
    await page.getByRole("button", { name: "Open client ada" }).click();
    const { name, lines } = await save(page, "Save as CSV: orders of ada");
    expect(name).toBe("My book orders of ada 9.csv");
    expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(["3", "1"]);
  });
});

/** Presses “Cancel” in the moment it is drawn, however slow the test is. Resolves to what stood beside it. */
function cancelOnceShown(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const observer = new MutationObserver(() => {
          const button = [...document.querySelectorAll("button")].find(
            ({ textContent }) => textContent === "Cancel",
          );
          if (!button) return;
          observer.disconnect();
          resolve(button.parentElement?.parentElement?.textContent ?? "");
          button.click();
        });
        observer.observe(document.body, { childList: true, subtree: true });
      }),
  );
}

test("a long file is written while the page goes on, and can be stopped", async ({ page }) => {
  const book = new BookPage(page);
  await book.open();
  await page.evaluate(async () => {
    const source = "urn:uuid:00000000-0000-4000-8000-000000000001";
    const events = Array.from({ length: 40_000 }, (_, index) => ({
      ...{ specversion: "1.0", id: `e-${index}`, source, datacontenttype: "application/json" },
      ...{ type: "org.example.Noted", subject: `note-${index}`, time: "2026-05-01T08:00:00Z" },
      data: {},
    }));
    const text = events.map((event) => JSON.stringify(event)).join("\n");
    await window.hindsight.importLog(new Blob([text]));
  });
  await book.goTo("Timeline");
  // As if they were very many.
  const device = await page.context().newCDPSession(page);
  await device.send("Emulation.setCPUThrottlingRate", { rate: 20 });
  const cancelled = cancelOnceShown(page);
  await page.getByRole("button", { name: "Save as CSV: events" }).click();
  expect(await cancelled).toContain("Writing events");
  await expect(page.getByRole("button", { name: "Save as CSV: events" })).toBeVisible();
  await device.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const { lines } = await save(page, "Save as CSV: events");
  expect(lines).toHaveLength(40_001);
});

test("the book is exported for process mining, as of the moment on the screen", async ({
  page,
}) => {
  const book = new BookPage(page);
  await book.open();
  await fill(page);
  await page.evaluate(() => window.hindsight.goTo(8));
  await book.goTo("Transfer");
  const { name, lines } = await save(page, "Export for process mining (OCEL 2.0)");
  expect(name).toBe("My book process log 8.json");
  const log = JSON.parse(lines.join("\n"));
  expect(log.events).toHaveLength(8);
  expect(log.objects.map(({ type }: { type: string }) => type)).toEqual([
    ...["client", "client", "order", "order", "product", "product"],
  ]);
});
