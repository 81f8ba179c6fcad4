import { medianOf, megabytes, milliseconds, nameOf, ratioFigure, rounds } from "./figures.mjs";
import { createHeapMeter } from "./heap-use.mjs";
import { watchPage } from "./watch-page.mjs";

/** Milliseconds after which an open page has noted what opens it sooner next time, and those after which it is at rest. */
const NOTED = 8_000;
const AT_REST = 1_000;

/**
 * Opening a book until its tables and forms can be used and until all of its history can, with and without what it may keep
 * for that, beside reading one record an event with `getAll`.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureOpen(browser, books, size) {
  const name = nameOf(size);
  const book = await books.book(size);
  const { reading } = await books.bare(size);
  const bare = await rounds(async () => {
    await dropAccelerators(browser, book);
    return openBook(browser, book, NOTED);
  });
  const opened = await rounds(() => openBook(browser, book, AT_REST));
  const longestTask = medianOf(opened, (round) => round.longestTask);
  return [
    ratioFigure(
      `open-${name}-usable-ratio`,
      medianOf(opened, ({ usable }) => usable),
      reading,
    ),
    ratioFigure(
      `open-${name}-whole-ratio`,
      medianOf(opened, ({ whole }) => whole),
      reading,
    ),
    ratioFigure(
      `open-${name}-bare-ratio`,
      medianOf(bare, ({ whole }) => whole),
      reading,
    ),
    milliseconds(`open-${name}-longest-task-ms`, longestTask),
    milliseconds(
      `open-${name}-bare-longest-task-ms`,
      medianOf(bare, (round) => round.longestTask),
    ),
    megabytes(
      `heap-${name}-mb`,
      medianOf(opened, ({ heap }) => heap),
    ),
    megabytes(
      `memory-${name}-mb`,
      medianOf(opened, ({ heap, backing }) => heap + backing),
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
