import { comparedFigure, median, milliseconds, nameOf, quantile, rounds } from "./figures.mjs";

const WRITERS = 16;

/**
 * One order after the other, beside bare strict puts of as many bytes in the same rounds; and many writers at once.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./effort.mjs").Effort} effort
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureDispatch(browser, { repetitions, writes }) {
  const bench = await browser.openBench();
  const book = await bench.evaluate(() => window.bench.makeBook(10));
  const page = await openApp(browser, book);
  await page.evaluate(dispatchOrders, { writers: 1, each: writes });
  const bytes = await bench.evaluate((id) => window.bench.lastCommitBytes(id), book);
  const puts = { count: writes, bytes };
  const measured = await rounds(
    async () => ({
      ours: await page.evaluate(dispatchOrders, { writers: 1, each: writes }),
      bare: await bench.evaluate(({ count, bytes }) => window.bench.bareWrites(count, bytes), puts),
      together: await page.evaluate(dispatchOrders, { writers: WRITERS, each: writes / 4 }),
    }),
    { most: repetitions },
  );
  await page.close();
  await bench.evaluate((id) => window.bench.dropBook(id), book);
  await bench.close();
  const besidePuts = (/** @type {number} */ part) => ({
    own: measured.map(({ ours }) => quantile(ours.times, part)),
    baseline: measured.map(({ bare }) => quantile(bare, part)),
    beside: "a bare strict put of as many bytes",
  });
  return [
    comparedFigure("dispatch-p50-ratio", "ms", besidePuts(0.5)),
    comparedFigure("dispatch-p99-ratio", "ms", besidePuts(0.99)),
    comparedFigure("dispatch-16-speedup", "commands/s", {
      own: measured.map(({ together }) => together.perSecond),
      baseline: measured.map(({ ours }) => ours.perSecond),
      beside: "one writer alone",
    }),
  ];
}

/**
 * One order after the other at the end of a long book. It grows by them, so this comes last.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 * @param {import("./effort.mjs").Effort} effort
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureLateDispatch(browser, books, size, { repetitions, lateWrites }) {
  const page = await openApp(browser, await books.book(size));
  const measured = await rounds(
    () => page.evaluate(dispatchOrders, { writers: 1, each: lateWrites }),
    { most: repetitions },
  );
  await page.close();
  const name = `dispatch-${nameOf(size)}-p50-ms`;
  return [
    milliseconds(
      name,
      measured.map(({ times }) => median(times)),
    ),
  ];
}

/**
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {string} book
 */
async function openApp(browser, book) {
  const page = await browser.newPage();
  await page.goto(`${browser.address}?book=${book}#/transfer`);
  await page.waitForFunction(() => window.hindsight);
  await page.evaluate(async () => {
    await window.hindsight.ready;
    await window.hindsight.dispatch({ type: "RegisterClient", username: "ada" });
  });
  return page;
}

// Runs inside the page.
async function dispatchOrders(/** @type {{ writers: number, each: number }} */ { writers, each }) {
  const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 1_800 }];
  /** @type {number[]} */
  const times = [];
  const write = async () => {
    for (let turn = 0; turn < each; turn += 1) {
      const begin = performance.now();
      const answer = await window.hindsight.dispatch({ type: "PlaceOrder", client: "ada", lines });
      if (!answer.accepted) throw new Error(answer.rejection.message);
      times.push(performance.now() - begin);
    }
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: writers }, write));
  return { times, perSecond: (times.length / (performance.now() - begin)) * 1_000 };
}
