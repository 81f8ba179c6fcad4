import { comparedFigure, megabytes, milliseconds, nameOf, rounds } from "./figures.mjs";
import { createHeapMeter } from "./heap-use.mjs";
import { watchPage } from "./watch-page.mjs";

/**
 * A log file read, checked, hashed and made durable as a new book, in turn with one record an event
 * put in by hand. The last book of each kind is the one that the other measurements look at.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 * @param {import("./effort.mjs").Effort} effort
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureImport(browser, books, size, { repetitions }) {
  const file = await books.file(size);
  const measured = await rounds(
    async () => {
      const round = await importOnce(browser, file, size);
      await books.adopt(size, round.book);
      return { ...round, bare: await books.writeBare(size) };
    },
    { most: repetitions },
  );
  const name = nameOf(size);
  const each = (/** @type {(round: typeof measured[number]) => number} */ quantity) =>
    measured.map(quantity);
  return [
    comparedFigure(`import-${name}-speedup`, "ms", {
      own: each(({ time }) => time),
      baseline: each(({ bare }) => bare),
      beside: "adding one record an event",
      isSpeedup: true,
    }),
    megabytes(
      `import-${name}-peak-mb`,
      each(({ heap }) => heap),
    ),
    megabytes(
      `import-${name}-peak-buffers-mb`,
      each(({ backing }) => backing),
    ),
    milliseconds(
      `import-${name}-longest-task-ms`,
      each(({ longestTask }) => longestTask),
    ),
  ];
}

/**
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {string} file
 * @param {number} size
 */
async function importOnce(browser, file, size) {
  const page = await browser.newPage(watchPage);
  await page.goto(`${browser.address}#/transfer`);
  await page.waitForFunction(() => window.hindsight);
  await page.evaluate(() => window.hindsight.ready);
  const meter = await createHeapMeter(page);
  const idle = await meter.collect();
  let done = { book: "", added: 0, time: 0, longestTask: 0 };
  const peak = await meter.sample(async () => {
    done = await page.evaluate(importFile, file);
  });
  await meter.close();
  await page.close();
  if (done.added !== size) throw new Error(`${done.added} events came in, not ${size}.`);
  return { ...done, heap: peak.heap - idle.heap, backing: peak.backing - idle.backing };
}

// Runs inside the page.
async function importFile(/** @type {string} */ name) {
  const folder = await navigator.storage.getDirectory();
  const file = await (await folder.getFileHandle(name)).getFile();
  // Long tasks are told a moment later: those of the heap's collection are not the import's.
  const tellLate = () => new Promise((resolve) => setTimeout(resolve, 300));
  await tellLate();
  window.watched.longestTask = 0;
  const start = performance.now();
  const { book, added } = await window.hindsight.importLog(file, { asNewBook: true });
  const time = performance.now() - start;
  await tellLate();
  return { book, added, time, longestTask: window.watched.longestTask };
}
