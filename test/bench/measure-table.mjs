import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { comparedFigure, megabytes, milliseconds, plainFigure, rounds } from "./figures.mjs";
import { createHeapMeter } from "./heap-use.mjs";
import { shopYear } from "./shop-year.mjs";
import { watchPage } from "./watch-page.mjs";

/**
 * The year of a shop, dropped into a new book as a table: read until it is shown, tried out, and
 * sent. Beside the first stands the parser alone on the same file, in the same browser.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./effort.mjs").Effort} effort
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureTable(browser, { tableRows, repetitions }) {
  const path = join(browser.folder, `shop-year-${tableRows}.csv`);
  await writeTable(path, tableRows);
  const { size } = await stat(path);
  const measured = await rounds(() => importOnce(browser, path), { most: repetitions });
  const each = (/** @type {(round: typeof measured[number]) => number} */ quantity) =>
    measured.map(quantity);
  return [
    plainFigure("table-size-mb", "MB", [size / 1e6]),
    comparedFigure("table-read", "ms", {
      own: each(({ reading }) => reading),
      baseline: each(({ parsing }) => parsing),
      beside: "Papa Parse alone",
    }),
    milliseconds(
      "table-dry-run",
      each(({ checking }) => checking),
    ),
    milliseconds(
      "table-sending",
      each(({ sending }) => sending),
    ),
    megabytes(
      "table-peak-mb",
      each(({ heap }) => heap),
    ),
    milliseconds(
      "table-longest-task-ms",
      each(({ longestTask }) => longestTask),
    ),
  ];
}

/** @param {string} path @param {number} rows */
async function writeTable(path, rows) {
  const file = createWriteStream(path);
  for (const part of shopYear(rows)) {
    if (!file.write(part)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
}

/**
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {string} path
 */
async function importOnce(browser, path) {
  const parsing = await parseAlone(browser, path);
  // A browser of its own each time: what is in a book already is not sent again.
  const other = await browser.openOther();
  const page = await other.newPage();
  await page.addInitScript(watchPage);
  await page.goto(browser.address);
  await page.waitForFunction(() => window.hindsight);
  await page.evaluate(() => window.hindsight.ready);
  await page.goto(`${browser.address}#/csv`);
  const choose = page.locator('input[type="file"]').first();
  await choose.waitFor({ state: "attached" });
  const meter = await createHeapMeter(page);
  await meter.collect();
  await page.evaluate(() => {
    window.watched.longestTask = 0;
  });
  const [check, add] = [/^Check all rows/, /^Add [\d,]+ command/].map((name) =>
    page.getByRole("button", { name }),
  );
  const time = async (/** @type {() => Promise<unknown>} */ work) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  let [reading, checking, sending] = [0, 0, 0];
  const peak = await meter.sample(async () => {
    reading = await time(async () => {
      await choose.setInputFiles(path);
      await check.waitFor();
    });
    checking = await time(async () => {
      await check.click();
      await add.waitFor();
    });
    sending = await time(async () => {
      await add.click();
      await page.getByText(/commands? added\./).waitFor();
    });
  });
  const { longestTask } = await page.evaluate(() => window.watched);
  await meter.close();
  await other.close();
  return { parsing, reading, checking, sending, heap: peak.heap, longestTask };
}

/**
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {string} path
 */
async function parseAlone(browser, path) {
  const page = await browser.openBench();
  await page.evaluate(() => {
    const input = document.createElement("input");
    input.type = "file";
    document.body.append(input);
  });
  await page.locator('input[type="file"]').setInputFiles(path);
  const parsing = await page.evaluate(async () => {
    const file = document.querySelector("input")?.files?.[0];
    if (!file) throw new Error("No file was chosen.");
    const start = performance.now();
    window.bench.parseTable(await file.text());
    return performance.now() - start;
  });
  await page.close();
  return parsing;
}
