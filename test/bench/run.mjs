// `npm run bench`: figures of the built app in real Chromium, beside what a user would write by hand with IndexedDB.
// `-- --sizes 10000,100000` measures smaller books, `-- --peers` other libraries too, `-- --json FILE` keeps the rows.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { build, preview } from "vite";
import { chromiumLaunch } from "../tools/find-chromium.mjs";
import { bareWrites } from "./bare-indexeddb.mjs";
import { measurePeers } from "./peers/run.mjs";

/**
 * @typedef {{ name: string, value: number, unit: string, baseline?: number, ratio?: number }} Row
 * @typedef {import("@playwright/test").BrowserContext} BrowserContext
 * @typedef {import("@playwright/test").Page} Page
 */

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ROUNDS = 3;
const WRITES = 300;
const WRITERS = 16;
const SEEKS = 2_000;

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "10000,100000,1000000" },
    peers: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const sizes = options.sizes.split(",").map(Number);

const folder = await mkdtemp(join(tmpdir(), "hindsight-bench-"));
await build({
  root: ROOT,
  logLevel: "error",
  build: {
    outDir: join(folder, "app"),
    rollupOptions: {
      input: { app: join(ROOT, "index.html"), bench: join(ROOT, "test/bench/bench.html") },
    },
  },
});
const server = await preview({
  root: ROOT,
  build: { outDir: join(folder, "app") },
  preview: { port: 0 },
});
const [address = ""] = server.resolvedUrls?.local ?? [];
// A profile on disk: in a private window Chromium keeps the storage in memory, and a durable write is none.
const context = await chromium.launchPersistentContext(join(folder, "profile"), {
  ...chromiumLaunch(),
  viewport: { width: 1440, height: 900 },
});

/** @type {Row[]} */
const rows = [];
try {
  rows.push(...(await measureWrites()));
  for (const size of sizes) rows.push(...(await measureBook(size)));
  rows.push(...growths());
} finally {
  await context.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
print(rows);
if (options.peers) await measurePeers({ onRow: (row) => rows.push(row) });
if (options.json) await writeFile(options.json, `${JSON.stringify(report(), null, 2)}\n`);

/** One order after the other, and many writers at once, beside bare strict puts in the same rounds. */
async function measureWrites() {
  const page = await context.newPage();
  await page.goto(`${address}#/transfer`);
  await page.waitForFunction(() => window.hindsight);
  await page.evaluate(async () => {
    await window.hindsight.ready;
    await window.hindsight.dispatch({ type: "RegisterClient", username: "ada" });
  });
  /** @type {number[]} */
  const ours = [];
  /** @type {number[]} */
  const bare = [];
  /** @type {number[]} */
  const alone = [];
  /** @type {number[]} */
  const together = [];
  await page.evaluate(dispatchOrders, { writers: 1, each: WRITES });
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await page.evaluate(dispatchOrders, { writers: 1, each: WRITES });
    ours.push(...one.times);
    alone.push(one.perSecond);
    bare.push(...(await page.evaluate(bareWrites, WRITES)));
    const many = { writers: WRITERS, each: WRITES / 4 };
    together.push((await page.evaluate(dispatchOrders, many)).perSecond);
  }
  await page.close();
  return [
    ratioRow("dispatch-p50-ratio", quantile(ours, 0.5), quantile(bare, 0.5)),
    ratioRow("dispatch-p99-ratio", quantile(ours, 0.99), quantile(bare, 0.99)),
    {
      name: "dispatch-16-speedup",
      value: quantile(together, 0.5),
      unit: "commands/s",
      baseline: quantile(alone, 0.5),
      ratio: quantile(together, 0.5) / quantile(alone, 0.5),
    },
  ];
}

/** Opening a book, seeking in it and its memory, beside one record an event read with `getAll`. */
async function measureBook(/** @type {number} */ size) {
  const name = nameOf(size);
  const bench = await context.newPage();
  await bench.goto(`${address}test/bench/bench.html`);
  await bench.waitForFunction(() => window.bench);
  const { id } = await bench.evaluate((count) => window.bench.makeBook(count), size);
  const bare = await bench.evaluate((count) => window.bench.bare(count), size);
  const seeks = await bench.evaluate((wanted) => window.bench.seeks(wanted.id, wanted.turns), {
    id,
    turns: SEEKS,
  });
  await bench.close();
  const opened = [];
  for (let round = 0; round < ROUNDS; round += 1) opened.push(await openBook(id));
  const middle = (/** @type {keyof typeof opened[0]} */ field) =>
    quantile(
      opened.map((one) => one[field]),
      0.5,
    );
  return [
    ratioRow(`open-${name}-ratio`, middle("usable"), bare.reading),
    { name: `open-${name}-longest-task-ms`, value: middle("longestTask"), unit: "ms" },
    { name: `seek-${name}-p50-ms`, value: seeks.p50, unit: "ms" },
    { name: `seek-${name}-p99-ms`, value: seeks.p99, unit: "ms" },
    { name: `heap-${name}-mb`, value: middle("heap"), unit: "MB" },
    { name: `memory-${name}-mb`, value: middle("memory"), unit: "MB" },
  ];
}

/** Opens a book as a person does. Milliseconds until its tables stand there, the longest task, and megabytes. */
async function openBook(/** @type {string} */ id) {
  const page = await context.newPage();
  await page.addInitScript(watchOpening);
  await page.goto(`${address}?book=${id}#/orders`);
  await page.waitForFunction(() => window.opening.usable);
  await page.waitForTimeout(1_000);
  const { usable, longestTask } = await page.evaluate(() => window.opening);
  const session = await context.newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const use = await session.send("Runtime.getHeapUsage");
  await page.close();
  const heap = use.usedSize / 1e6;
  return { usable, longestTask, heap, memory: heap + use.backingStorageSize / 1e6 };
}

// Runs inside the page, before anything else.
function watchOpening() {
  window.opening = { usable: 0, longestTask: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      window.opening.longestTask = Math.max(window.opening.longestTask, duration);
    }
  }).observe({ type: "longtask", buffered: true });
  const timer = setInterval(() => {
    const rowsShown = document.querySelectorAll('[aria-label="Orders"] [role="row"]');
    if (rowsShown.length < 10) return;
    clearInterval(timer);
    window.opening.usable = performance.now();
  }, 4);
}

// Runs inside the page.
async function dispatchOrders(/** @type {{ writers: number, each: number }} */ { writers, each }) {
  const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 1_800 }];
  /** @type {number[]} */
  const times = [];
  const write = async () => {
    for (let turn = 0; turn < each; turn += 1) {
      const begin = performance.now();
      await window.hindsight.dispatch({ type: "PlaceOrder", client: "ada", lines });
      times.push(performance.now() - begin);
    }
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: writers }, write));
  return { times, perSecond: (times.length / (performance.now() - begin)) * 1_000 };
}

/** How each figure grows with the book: the exponent between the smallest and the largest. */
function growths() {
  const [smallest = 0, largest = 0] = [Math.min(...sizes), Math.max(...sizes)];
  if (smallest === largest) return [];
  const figureOf = (/** @type {string} */ name) =>
    rows.find((row) => row.name === name)?.value ?? 0;
  const growth = (/** @type {(size: string) => string} */ nameFor) =>
    Math.log(figureOf(nameFor(nameOf(largest))) / figureOf(nameFor(nameOf(smallest)))) /
    Math.log(largest / smallest);
  return [
    { name: "open-growth", value: growth((size) => `open-${size}-ratio`), unit: "exponent" },
    { name: "seek-growth", value: growth((size) => `seek-${size}-p50-ms`), unit: "exponent" },
  ];
}

/** @returns {Row} */
function ratioRow(
  /** @type {string} */ name,
  /** @type {number} */ value,
  /** @type {number} */ baseline,
) {
  return { name, value, unit: "ms", baseline, ratio: value / baseline };
}

function nameOf(/** @type {number} */ size) {
  return size >= 1_000_000 ? `${size / 1_000_000}m` : `${size / 1_000}k`;
}

function quantile(/** @type {number[]} */ values, /** @type {number} */ part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN;
}

function report() {
  const [{ model = "" } = {}] = cpus();
  return { date: new Date().toISOString(), machine: { cores: cpus().length, model }, rows };
}

function print(/** @type {Row[]} */ measured) {
  const figure = (/** @type {number | undefined} */ value) => value?.toFixed(2) ?? "";
  console.table(
    measured.map(({ name, value, unit, baseline, ratio }) => ({
      name,
      value: figure(value),
      unit,
      baseline: figure(baseline),
      ratio: figure(ratio),
    })),
  );
}
