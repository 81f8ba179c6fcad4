import { median, milliseconds, nameOf, quantile, rounds } from "./figures.mjs";

const SEEKS = 2_000;
const FILTERED_SEEKS = 200;
const DRAWINGS = 60;

/**
 * Leaps to random moments: what a screen shows there, and the same with a filter and a sort.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureSeek(browser, books, size) {
  const page = await openLoaded(browser, books, size);
  const plain = await rounds(() => page.evaluate((turns) => window.bench.seeks(turns), SEEKS));
  const filtered = await rounds(() =>
    page.evaluate((turns) => window.bench.filteredSeeks(turns), FILTERED_SEEKS),
  );
  await page.close();
  const name = nameOf(size);
  return [
    milliseconds(`seek-${name}-p50-ms`, median(plain.map((times) => quantile(times, 0.5)))),
    milliseconds(`seek-${name}-p99-ms`, median(plain.map((times) => quantile(times, 0.99)))),
    milliseconds(
      `seek-filtered-${name}-p95-ms`,
      median(filtered.map((times) => quantile(times, 0.95))),
    ),
  ];
}

/**
 * The bars of the timeline, of any part of it: nearly the slowest drawing of each round.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureHistogram(browser, books, size) {
  const page = await openLoaded(browser, books, size);
  const drawn = await rounds(() =>
    page.evaluate((turns) => window.bench.histograms(turns), DRAWINGS),
  );
  await page.close();
  const name = nameOf(size);
  return [
    milliseconds(`histogram-${name}-ms`, median(drawn.map((times) => quantile(times, 0.95)))),
    milliseconds(`histogram-${name}-first-ms`, drawn[0]?.[0] ?? Number.NaN),
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
