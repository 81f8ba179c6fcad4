import { median, megabytes, milliseconds, nameOf, quantile, rounds, spreadOf } from "./figures.mjs";
import { createHeapMeter } from "./heap-use.mjs";
import { beginFrames, endFrames, watchPage } from "./watch-page.mjs";

const PER_SECOND = 100;
const SWEEP = 3_000;
const FIRST_SWEEP_SECONDS = 5;

/**
 * Dragging the time slider to and fro without a pause, one pointer event a frame, with the orders, their clients and the
 * bars on the screen. The baseline is the same mouse over the same screen with no button pressed.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 * @param {import("./effort.mjs").Effort} effort
 * @returns {AsyncIterable<import("./figures.mjs").Figure>}
 */
export async function* measureDrag(browser, books, size, effort) {
  const { repetitions, travelSeconds, idleSeconds } = effort;
  const page = await openOrders(browser, books, size, effort);
  const drag = async () => ({
    idle: await framesOf(page, () => sweep(page, idleSeconds, false)),
    own: await framesOf(page, () => sweep(page, travelSeconds, true)),
  });
  const name = nameOf(size);
  const beside = "the same mouse with no button pressed";
  const dragged = await rounds(drag, { most: repetitions });
  yield* frameFigures(`drag-${name}`, dragged, beside);
  await page.getByLabel("Status").selectOption("shipped");
  await page.getByLabel("Sort").selectOption("largest");
  const filtered = await rounds(drag, { most: 1 });
  await page.close();
  yield* frameFigures(`drag-filtered-${name}`, filtered, beside);
}

/**
 * Playing at a hundred events a second on the same screen, in turn with a screen at rest.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 * @param {import("./effort.mjs").Effort} effort
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measurePlay(browser, books, size, effort) {
  const { repetitions, travelSeconds, idleSeconds } = effort;
  const begin = Math.floor(size / 2);
  // A short book is at its end before that, and then there is nothing left to pause: half of its way leaves time for that.
  const seconds = Math.min(travelSeconds, (size - begin) / PER_SECOND / 2);
  const page = await openOrders(browser, books, size, effort);
  await page.getByLabel("Speed, events a second").selectOption(String(PER_SECOND));
  const played = await rounds(
    async () => {
      const idle = await framesOf(page, () => page.waitForTimeout(idleSeconds * 1_000));
      await page.evaluate((at) => window.hindsight.goTo(at), begin);
      await page.getByRole("button", { name: "Play" }).click();
      const own = await framesOf(page, () => page.waitForTimeout(seconds * 1_000));
      await page.getByRole("button", { name: "Pause" }).click();
      return { idle, own };
    },
    { most: repetitions },
  );
  await page.close();
  return frameFigures(`play-${nameOf(size)}`, played, "the same screen at rest");
}

/**
 * How much more memory is used after a while of dragging than after the first seconds of it.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 * @param {import("./effort.mjs").Effort} effort
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureFlat(browser, books, size, effort) {
  const { flatSeconds } = effort;
  const page = await openOrders(browser, books, size, effort);
  const meter = await createHeapMeter(page);
  await sweep(page, Math.min(FIRST_SWEEP_SECONDS, flatSeconds), true);
  const before = await meter.collect();
  await sweep(page, flatSeconds, true);
  const after = await meter.collect();
  await page.close();
  const grown = after.heap + after.backing - before.heap - before.backing;
  return [megabytes(`memory-${nameOf(size)}-flat-mb`, [grown])];
}

/**
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./bench-books.mjs").BenchBooks} books
 * @param {number} size
 * @param {import("./effort.mjs").Effort} effort
 */
async function openOrders(browser, books, size, { restMs }) {
  const book = await books.book(size);
  const page = await browser.newPage(watchPage);
  await page.goto(`${browser.address}?book=${book}#/orders`);
  await page.waitForFunction(() => window.watched.usable && window.watched.whole);
  await page.waitForTimeout(restMs);
  return page;
}

/**
 * Moves the mouse over the slider as smoothly as a hand does, from its right end to its left and back.
 *
 * @param {import("@playwright/test").Page} page
 * @param {number} seconds
 * @param {boolean} isPressed
 */
async function sweep(page, seconds, isPressed) {
  const box = await page.getByRole("slider", { name: "Timeline" }).boundingBox();
  if (!box) throw new Error("There is no slider on the screen.");
  const y = box.y + box.height / 2;
  const begin = performance.now();
  const moveAlong = () => {
    const turn = ((performance.now() - begin) / SWEEP) * 2 * Math.PI;
    return page.mouse.move(box.x + box.width * (0.5 + 0.49 * Math.cos(turn)), y);
  };
  await moveAlong();
  if (isPressed) await page.mouse.down();
  // The browser answers to a move once a frame has taken it.
  while (performance.now() - begin < seconds * 1_000) await moveAlong();
  if (isPressed) await page.mouse.up();
}

/**
 * @typedef {{ p95: number, longestTask: number, count: number }} Frames
 *
 * @param {import("@playwright/test").Page} page
 * @param {() => Promise<void>} work
 * @returns {Promise<Frames>}
 */
async function framesOf(page, work) {
  await page.evaluate(beginFrames);
  await work();
  // Long tasks are told a moment later.
  await page.waitForTimeout(200);
  const { frames, longestTask } = await page.evaluate(endFrames);
  return { p95: quantile(frames, 0.95), longestTask, count: frames.length };
}

/**
 * @param {string} name
 * @param {readonly { idle: Frames, own: Frames }[]} measured
 * @param {string} beside
 * @returns {import("./figures.mjs").Figure[]}
 */
function frameFigures(name, measured, beside) {
  const idle = measured.map((round) => round.idle.p95);
  return [
    {
      ...milliseconds(
        `${name}-p95-frame-ms`,
        measured.map(({ own }) => own.p95),
      ),
      ...{ baseline: median(idle), beside, baselineSpread: spreadOf(idle) },
    },
    milliseconds(
      `${name}-longest-task-ms`,
      measured.map(({ own }) => own.longestTask),
    ),
  ];
}
