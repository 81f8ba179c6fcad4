import { comparedFigure, megabytes, milliseconds, nameOf, rounds } from "./figures.mjs";
import { createHeapMeter } from "./heap-use.mjs";
import { watchPage } from "./watch-page.mjs";

/** Events up to which the app keeps nothing to open a book sooner: it is indexed as quickly. */
const KEPT_FROM = 20_000;

/**
 * Opening a book until its tables and forms can be used and until all of its history can, with and
 * without what it may keep for that, in turn with reading one record an event with `getAll`.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 * @param {import("./effort.mjs").Effort} effort
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureOpen(browser, books, size, { repetitions, keptMs, restMs }) {
  const name = nameOf(size);
  const book = await books.book(size);
  await books.prepareBare(size);
  const measured = await rounds(
    async () => {
      await dropAccelerators(browser, book);
      return {
        bare: await openBook(browser, book, size > KEPT_FROM ? keptMs : restMs),
        kept: await openBook(browser, book, restMs),
        reading: await books.readBare(size),
      };
    },
    { most: repetitions },
  );
  const kept = measured.map((round) => round.kept);
  const bare = measured.map((round) => round.bare);
  const besideReading = (/** @type {number[]} */ own) => ({
    own,
    baseline: measured.map(({ reading }) => reading),
    beside: "`getAll` of one record an event",
  });
  return [
    comparedFigure(
      `open-${name}-usable-ratio`,
      "ms",
      besideReading(kept.map(({ usable }) => usable)),
    ),
    comparedFigure(`open-${name}-whole-ratio`, "ms", besideReading(kept.map(({ whole }) => whole))),
    comparedFigure(`open-${name}-bare-ratio`, "ms", besideReading(bare.map(({ whole }) => whole))),
    milliseconds(
      `open-${name}-longest-task-ms`,
      kept.map(({ longestTask }) => longestTask),
    ),
    milliseconds(
      `open-${name}-bare-longest-task-ms`,
      bare.map(({ longestTask }) => longestTask),
    ),
    megabytes(
      `heap-${name}-mb`,
      kept.map(({ heap }) => heap),
    ),
    megabytes(
      `memory-${name}-mb`,
      kept.map(({ heap, backing }) => heap + backing),
    ),
  ];
}

/**
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {string} book
 */
async function dropAccelerators(browser, book) {
  const page = await browser.openBench();
  await page.evaluate((id) => window.bench.dropAccelerators(id), book);
  await page.close();
}

/**
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {string} book
 * @param {number} pause
 */
async function openBook(browser, book, pause) {
  const page = await browser.newPage(watchPage);
  await page.goto(`${browser.address}?book=${book}#/orders`);
  await page.waitForFunction(() => window.watched.usable && window.watched.whole);
  await page.waitForTimeout(pause);
  const { usable, whole, longestTask } = await page.evaluate(() => window.watched);
  const meter = await createHeapMeter(page);
  const { heap, backing } = await meter.collect();
  await page.close();
  return { usable, whole, longestTask, heap, backing };
}
