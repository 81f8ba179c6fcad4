import { comparedFigure, median, milliseconds, nameOf, quantile, rounds } from "./figures.mjs";

/**
 * Leaps to random moments: what a screen shows there, and the same with a filter and a sort.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 * @param {import("./effort.mjs").Effort} effort
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureSeek(browser, books, size, { repetitions, seeks, filteredSeeks }) {
  const page = await openLoaded(browser, books, size);
  const most = repetitions;
  const plain = await rounds(() => page.evaluate((turns) => window.bench.seeks(turns), seeks), {
    most,
  });
  const filtered = await rounds(
    () => page.evaluate((turns) => window.bench.filteredSeeks(turns), filteredSeeks),
    { most },
  );
  await page.close();
  const name = nameOf(size);
  const each = (/** @type {readonly number[][]} */ measured, /** @type {number} */ part) =>
    measured.map((times) => quantile(times, part));
  return [
    milliseconds(`seek-${name}-p50-ms`, each(plain, 0.5)),
    milliseconds(`seek-${name}-p99-ms`, each(plain, 0.99)),
    milliseconds(`seek-filtered-${name}-p95-ms`, each(filtered, 0.95)),
  ];
}

/**
 * Leaps in the largest book, in turn with the same in the smallest.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {{ least: number, most: number }} sizes
 * @param {import("./effort.mjs").Effort} effort
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureSeekGrowth(browser, books, { least, most }, { repetitions, seeks }) {
  const small = await openLoaded(browser, books, least);
  const large = await openLoaded(browser, books, most);
  const leap = async (/** @type {import("@playwright/test").Page} */ page) =>
    median(await page.evaluate((turns) => window.bench.seeks(turns), seeks));
  const measured = await rounds(
    async () => ({ own: await leap(large), baseline: await leap(small) }),
    { most: repetitions },
  );
  await small.close();
  await large.close();
  return [
    comparedFigure("seek-growth", "ms", {
      own: measured.map(({ own }) => own),
      baseline: measured.map(({ baseline }) => baseline),
      beside: `the same in a book of ${least.toLocaleString("en")} events`,
    }),
  ];
}

/**
 * The bars of the timeline, of any part of it: nearly the slowest drawing of each round.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 * @param {import("./effort.mjs").Effort} effort
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureHistogram(browser, books, size, { repetitions, drawings }) {
  const page = await openLoaded(browser, books, size);
  const drawn = await rounds(
    () => page.evaluate((turns) => window.bench.histograms(turns), drawings),
    { most: repetitions },
  );
  await page.close();
  const name = nameOf(size);
  return [
    milliseconds(
      `histogram-${name}-ms`,
      drawn.map((times) => quantile(times, 0.95)),
    ),
    milliseconds(
      `histogram-${name}-first-ms`,
      drawn.slice(0, 1).map(([first = Number.NaN]) => first),
    ),
  ];
}

/**
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 */
async function openLoaded(browser, books, size) {
  const book = await books.book(size);
  const page = await browser.openBench();
  await page.evaluate((id) => window.bench.load(id), book);
  return page;
}
