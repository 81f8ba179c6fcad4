import { median, nameOf, quantile, ratioFigure, rounds } from "./figures.mjs";

const WRITES = 300;
const WRITERS = 16;
const LATE_WRITES = 100;

/**
 * One order after the other, beside bare strict puts of as many bytes in the same rounds; and many writers at once.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureDispatch(browser) {
  const bench = await browser.openBench();
  const book = await bench.evaluate(() => window.bench.makeBook(10));
  const page = await openApp(browser, book);
  await page.evaluate(dispatchOrders, { writers: 1, each: WRITES });
  const bytes = await bench.evaluate((id) => window.bench.lastCommitBytes(id), book);
  const puts = { count: WRITES, bytes };
  const measured = await rounds(async () => ({
    ours: await page.evaluate(dispatchOrders, { writers: 1, each: WRITES }),
    bare: await bench.evaluate(({ count, bytes }) => window.bench.bareWrites(count, bytes), puts),
    together: await page.evaluate(dispatchOrders, { writers: WRITERS, each: WRITES / 4 }),
  }));
  await page.close();
  await bench.evaluate((id) => window.bench.dropBook(id), book);
  await bench.close();
  const ours = measured.flatMap((round) => round.ours.times);
  const bare = measured.flatMap((round) => round.bare);
  const alone = median(measured.map((round) => round.ours.perSecond));
  const together = median(measured.map((round) => round.together.perSecond));
  return [
    ratioFigure("dispatch-p50-ratio", quantile(ours, 0.5), quantile(bare, 0.5)),
    ratioFigure("dispatch-p99-ratio", quantile(ours, 0.99), quantile(bare, 0.99)),
    {
      name: "dispatch-16-speedup",
      value: together,
      unit: "commands/s",
      baseline: alone,
      ratio: together / alone,
    },
  ];
}

/**
 * One order after the other at the end of a long book. It grows by them, so this comes last.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureLateDispatch(browser, books, size) {
  const page = await openApp(browser, await books.book(size));
  const { times } = await page.evaluate(dispatchOrders, { writers: 1, each: LATE_WRITES });
  await page.close();
  return [{ name: `dispatch-${nameOf(size)}-p50-ms`, value: median(times), unit: "ms" }];
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
