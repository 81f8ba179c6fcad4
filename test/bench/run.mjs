// `npm run bench`: figures of the built app in real Chromium, beside what a user would write by hand with IndexedDB.
//   --sizes 10000,100000   smaller books; 1,000,000 events are among them when left out
//   --only import,seek     some of: dispatch, shared, import, open, seek, histogram, drag, play, flat, late
//   --long                 drags for five minutes to see whether memory stays flat; a crowd works for one
//   --peers                other libraries too
//   --json FILE            keeps the figures in a file of their own
//   --trial                does not keep them among test/bench/results
//   --folder DIR           keeps the books there, and finds them there next time
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createBenchBooks } from "./bench-books.mjs";
import { openBenchBrowser } from "./bench-browser.mjs";
import { growthFigures } from "./growth.mjs";
import { measureDispatch, measureLateDispatch } from "./measure-dispatch.mjs";
import { measureImport } from "./measure-import.mjs";
import { measureOpen } from "./measure-open.mjs";
import { measureHistogram, measureSeek } from "./measure-seek.mjs";
import { measureShared } from "./measure-shared.mjs";
import { measureDrag, measureFlat, measurePlay } from "./measure-travel.mjs";
import { measurePeers } from "./peers/run.mjs";
import { describeRun, keepRun } from "./results.mjs";

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "10000,100000,1000000" },
    only: { type: "string" },
    long: { type: "boolean", default: false },
    peers: { type: "boolean", default: false },
    json: { type: "string" },
    trial: { type: "boolean", default: false },
    folder: { type: "string" },
  },
});
const sizes = options.sizes.split(",").map(Number);
const only = options.only?.split(",");
const isWanted = (/** @type {string} */ part) => !only || only.includes(part);

/** What is measured of a book of each size. The last ones change it. */
const PARTS = {
  import: measureImport,
  open: measureOpen,
  seek: measureSeek,
  histogram: measureHistogram,
  drag: measureDrag,
  play: measurePlay,
  flat: (
    /** @type {import("./bench-browser.mjs").BenchBrowser} */ browser,
    /** @type {import("./bench-books.mjs").BenchBooks} */ books,
    /** @type {number} */ size,
  ) => measureFlat(browser, books, size, options.long),
  late: measureLateDispatch,
};

/** @type {import("./figures.mjs").Figure[]} */
const figures = [];
const browser = await openBenchBrowser(options.folder);
try {
  await measure();
} finally {
  await browser.close();
}
figures.push(...growthFigures(figures, sizes));
if (options.peers) await measurePeers({ onRow: (row) => figures.push(figureOfPeer(row)) });
print(figures);
if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
if (!options.trial) console.log(`Kept in ${keepRun(describeRun(figures, browser.version))}`);

// What fails costs its own figures, not those of hours before.
async function measure() {
  const books = createBenchBooks(browser);
  if (isWanted("dispatch")) await take("dispatch", () => measureDispatch(browser));
  const seconds = options.long ? 60 : 10;
  if (isWanted("shared")) await take("shared", () => measureShared(browser, { seconds }));
  for (const size of sizes) {
    for (const [part, measurePart] of Object.entries(PARTS)) {
      if (!isWanted(part)) continue;
      await take(`${part} ${size}`, () => measurePart(browser, books, size));
    }
  }
}

/**
 * @param {string} part
 * @param {() => Promise<import("./figures.mjs").Figure[]>} measurePart
 */
async function take(part, measurePart) {
  const start = performance.now();
  try {
    figures.push(...(await measurePart()));
  } catch (error) {
    process.exitCode = 1;
    console.error(`${part} could not be measured:`, error);
  }
  console.error(`${part}: ${((performance.now() - start) / 1_000).toFixed(0)} s`);
}

/**
 * Theirs is the baseline; the ratio says how many times as long they take.
 *
 * @param {{ name: string, theirs?: number, ours?: number, ratio?: number, unit: string, note?: string }} row
 * @returns {import("./figures.mjs").Figure}
 */
function figureOfPeer({ theirs, ours, ...row }) {
  return { ...row, value: ours ?? Number.NaN, ...(theirs !== undefined && { baseline: theirs }) };
}

/** @param {readonly import("./figures.mjs").Figure[]} measured */
function print(measured) {
  const short = (/** @type {number | undefined} */ value) => value?.toPrecision(3) ?? "";
  console.table(
    measured.map(({ name, value, unit, baseline, ratio }) => ({
      name,
      value: short(value),
      unit,
      baseline: short(baseline),
      ratio: short(ratio),
    })),
  );
}
