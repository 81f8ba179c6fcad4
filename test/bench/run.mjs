// `npm run bench`: figures of the built app in real Chromium, beside what a user would write by hand with IndexedDB.
//   --sizes 10000,100000   smaller books; 1,000,000 events are among them when left out
//   --only import,seek     some of: dispatch, shared, table, import, open, seek, histogram, drag, play, flat, late
//   --long                 drags for five minutes to see whether memory stays flat; a crowd works for one
//   --quick                shows only that every part can be measured: its figures say nothing, and are not kept
//   --peers                other libraries too
//   --json FILE            keeps the figures in a file of their own
//   --trial                does not keep them among test/bench/results
//   --folder DIR           keeps the books there, and finds them there next time
// What is measured is kept after every part. Ends with 0 only when every part was measured.
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createBenchBooks } from "./bench-books.mjs";
import { openBenchBrowser } from "./bench-browser.mjs";
import { createBenchRun } from "./bench-run.mjs";
import { effortOf } from "./effort.mjs";
import { growthFigures } from "./growth.mjs";
import { measureDispatch, measureLateDispatch } from "./measure-dispatch.mjs";
import { measureImport } from "./measure-import.mjs";
import { measureOpen } from "./measure-open.mjs";
import { measureHistogram, measureSeek, measureSeekGrowth } from "./measure-seek.mjs";
import { measureShared } from "./measure-shared.mjs";
import { measureTable } from "./measure-table.mjs";
import { measureDrag, measureFlat, measurePlay } from "./measure-travel.mjs";
import { openPeers } from "./peers/run.mjs";
import { createResultKeeper, describeOrigin, describeRun, RESULTS_FOLDER } from "./results.mjs";
import { createWatchdog } from "./watchdog.mjs";

const CLOSE_MS = 15_000;
/** Events in the smallest book that all parts can be measured in. */
const LEAST_SIZE = 1_000;
/** Exit codes by signal, as a shell tells them. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** What is measured of a book of each size. The last one changes it. */
const BOOK_PARTS = {
  import: measureImport,
  open: measureOpen,
  seek: measureSeek,
  histogram: measureHistogram,
  drag: measureDrag,
  play: measurePlay,
  flat: measureFlat,
};

/**
 * @typedef {import("./figures.mjs").Figure} Figure
 * @typedef {import("./bench-run.mjs").Part} Part
 */

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "10000,100000,1000000" },
    only: { type: "string" },
    long: { type: "boolean", default: false },
    quick: { type: "boolean", default: false },
    peers: { type: "boolean", default: false },
    json: { type: "string" },
    trial: { type: "boolean", default: false },
    folder: { type: "string" },
  },
});
const sizes = options.sizes.split(",").map(Number);
const only = options.only?.split(",");
const KINDS = ["dispatch", "shared", "table", ...Object.keys(BOOK_PARTS), "late"];
if (!sizes.every((size) => Number.isSafeInteger(size) && size >= LEAST_SIZE)) {
  refuse(
    `--sizes ${options.sizes}: whole numbers of at least ${LEAST_SIZE}, with commas in between.`,
  );
}
if (only?.some((kind) => kind !== "none" && !KINDS.includes(kind))) {
  refuse(`--only ${options.only}: some of ${KINDS.join(", ")}, with commas in between; or none.`);
}
const effort = effortOf(options);
const start = performance.now();
/** @type {string | undefined} */
let signalled;
let stop = (/** @type {string} */ _reason) => {};
for (const signal of Object.keys(SIGNALS)) process.on(signal, () => endBy(signal));

try {
  process.exitCode = (await bench()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
if (signalled) process.exitCode = SIGNALS[signalled];
// What was given up may still hold the process.
process.exit();

/** Whether every part was measured. */
async function bench() {
  const { waitMs, patienceMs } = effort;
  const watchdog = createWatchdog({ patienceMs });
  const browser = await openBenchBrowser({ kept: options.folder, waitMs, watchdog });
  const peers = options.peers ? openPeers({ onSign: watchdog.sign }) : undefined;
  const origin = describeRun(browser);
  const keeper = createResultKeeper(origin, {
    json: options.json,
    folder: options.trial || options.quick ? undefined : RESULTS_FOLDER,
  });
  console.log(describeOrigin(origin));
  /** @type {Figure[]} */
  const figures = [];
  const run = createBenchRun({
    parts: [...partsOf(browser, figures), ...peerParts(peers)],
    keeper,
    watchdog,
    abandon: () => Promise.all([browser.abandon(!signalled), peers?.abandon()]),
    log: console.log,
  });
  stop = run.stop;
  if (signalled) run.stop(stoppedBy(signalled));
  try {
    return await run.run();
  } finally {
    const places = keeper.places.length > 0 ? ` Kept in ${keeper.places.join(" and ")}.` : "";
    console.log(`\nAll of it took ${Math.round((performance.now() - start) / 1_000)} s.${places}`);
    const closing = Promise.all([browser.close(), peers?.close()]);
    await Promise.race([closing.catch(() => {}), sleep(CLOSE_MS)]);
  }
}

/**
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {Figure[]} figures those of the books, for their growth
 * @returns {Part[]}
 */
function partsOf(browser, figures) {
  const books = createBenchBooks(browser);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  // Any part that grows with the book brings its growth along.
  const grown = only?.find((kind) => kind in BOOK_PARTS || kind === "late") ?? "growth";
  /** @type {(name: string, kind: string, measure: () => Promise<Figure[]> | AsyncIterable<Figure>) => Part[]} */
  const part = (name, kind, measure) => {
    if (only && !only.includes(kind)) return [];
    const tellAll = async (/** @type {import("./bench-run.mjs").Emit} */ emit) => {
      for await (const figure of await measure()) {
        figures.push(figure);
        emit(figure);
      }
    };
    return [{ name, measure: tellAll }];
  };
  return [
    ...part("dispatch", "dispatch", () => measureDispatch(browser, effort)),
    ...part("shared", "shared", () => measureShared(browser, effort)),
    ...part("table", "table", () => measureTable(browser, effort)),
    ...sizes.flatMap((size) =>
      Object.entries(BOOK_PARTS).flatMap(([kind, measure]) =>
        part(`${kind} ${size}`, kind, () => measure(browser, books, size, effort)),
      ),
    ),
    ...(least < most
      ? part("seek growth", "seek", () =>
          measureSeekGrowth(browser, books, { least, most }, effort),
        )
      : []),
    ...sizes.flatMap((size) =>
      part(`late ${size}`, "late", () => measureLateDispatch(browser, books, size, effort)),
    ),
    ...(least < most ? part("growth", grown, async () => growthFigures(figures, sizes)) : []),
  ];
}

/** @param {import("./peers/run.mjs").Peers} [peers] @returns {Part[]} */
function peerParts(peers) {
  return (peers?.names ?? []).map((peer) => ({
    name: `peer ${peer}`,
    measure: (emit) => /** @type {import("./peers/run.mjs").Peers} */ (peers).measure(peer, emit),
  }));
}

// A second signal does not wait for anything: what was measured is kept already.
/** @param {string} signal */
function endBy(signal) {
  if (signalled) process.exit(SIGNALS[signal]);
  signalled = signal;
  console.error(`\n${stoppedBy(signal)}`);
  stop(stoppedBy(signal));
}

/** @param {string} signal */
function stoppedBy(signal) {
  return `The run was stopped by ${signal}.`;
}

/** @param {string} sentence @returns {never} */
function refuse(sentence) {
  console.error(sentence);
  process.exit(2);
}
