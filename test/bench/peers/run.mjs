// The same work done by other libraries and by ours, in real Chromium. Alone:
// `node test/bench/peers/run.mjs [--only idb,dexie] [--scale 0.1] [--json FILE]`
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, stripVTControlCharacters } from "node:util";
import { chromium } from "playwright";
import { build, preview } from "vite";
import { chromiumLaunch } from "../../tools/find-chromium.mjs";

/**
 * @typedef {{ writes: number, bulk: number, travel: number[] }} Sizes
 * @typedef {{ name: string, theirs?: number, ours?: number, ratio?: number, unit: "ms", note?: string }} Row
 * @typedef {{ ms?: number, note?: string, rounds?: number }} Figure
 * @typedef {import("playwright").Browser} Browser
 * @typedef {import("playwright").BrowserContext} BrowserContext
 */

const HERE = fileURLToPath(new URL(".", import.meta.url));
const OURS = "hindsight";
const PEERS = [
  "idb",
  "dexie",
  "rxdb",
  "pouchdb",
  "tinybase",
  "sqlite",
  "pglite",
  "pglite-opfs",
  "redux",
];
/** @type {Sizes} */
const SIZES = { writes: 200, bulk: 100_000, travel: [10_000, 100_000] };
const ROUNDS = 3;
const LATE_WRITES = 20;
/** A work that has taken this long is not begun again, and one that takes longer than the limit is given up. */
const ENOUGH_MS = 60_000;
const LIMIT_MS = 300_000;
const CLOSE_MS = 10_000;

// With these a page may use shared memory and precise clocks, as some of the peers want.
const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/**
 * Measures every peer, and ours, each in a profile of its own. What fails becomes a note.
 *
 * @param {{ browser?: Browser, only?: string[], sizes?: Partial<Sizes>, onRow?: (row: Row) => void }} [options]
 *   `browser`: contexts of this one instead of profiles on disk. Chromium then keeps the storage in memory, so that
 *   a durable write is none.
 * @returns {Promise<Row[]>}
 */
export async function measurePeers({ browser, only = PEERS, sizes = {}, onRow = () => {} } = {}) {
  install();
  const wanted = { ...SIZES, ...sizes };
  const folder = await mkdtemp(join(tmpdir(), "hindsight-peers-"));
  /** @type {Row[]} */
  const rows = [];
  try {
    const ours = await measure(OURS, folder, wanted, browser);
    const failed = [...ours.values()].find(({ ms }) => ms === undefined);
    if (failed) throw new Error(`There is nothing to hold the others against: ${failed.note}`);
    for (const peer of only) {
      for (const [work, theirs] of await measure(peer, folder, wanted, browser)) {
        const row = rowOf(`peer-${peer}-${work}`, theirs, ours.get(work));
        rows.push(row);
        onRow(row);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return rows;
}

/**
 * @param {string} name
 * @param {Figure} theirs
 * @param {Figure} [ours]
 * @returns {Row}
 */
function rowOf(name, theirs, ours) {
  const ratio = theirs.ms !== undefined && ours?.ms !== undefined && theirs.ms / ours.ms;
  const failure = ours && ours.ms === undefined && `ours: ${ours.note}`;
  const note = [theirs.note, fewer("theirs", theirs), failure, fewer("ours", ours)]
    .filter(Boolean)
    .join("; ");
  return {
    name,
    ...(theirs.ms !== undefined && { theirs: theirs.ms }),
    ...(ours?.ms !== undefined && { ours: ours.ms }),
    ...(ratio && { ratio }),
    unit: "ms",
    ...(note && { note }),
  };
}

/**
 * @param {string} whose
 * @param {Figure} [figure]
 */
function fewer(whose, { rounds: done = ROUNDS } = {}) {
  return done < ROUNDS && `${whose} by ${done === 1 ? "one round" : `${done} rounds`} only`;
}

// The peers stand in a package of their own: neither the app nor its tests ever install them.
function install() {
  if (existsSync(join(HERE, "node_modules"))) return;
  const args = ["install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"];
  const shell = process.platform === "win32";
  const { status } = spawnSync("npm", args, { cwd: HERE, stdio: "inherit", shell });
  if (status !== 0) console.error("Not all peers could be installed.");
}

/**
 * @param {string} peer
 * @param {string} folder
 * @param {Sizes} sizes
 * @param {Browser} [browser]
 * @returns {Promise<Map<string, Figure>>} by work
 */
async function measure(peer, folder, sizes, browser) {
  /** @type {Map<string, Figure>} */
  const figures = new Map();
  const outDir = join(folder, peer, "page");
  let server;
  try {
    await buildPage(peer, outDir);
    server = await serve(outDir);
  } catch (error) {
    for (const work of worksOf(sizes))
      figures.set(work, { note: `did not build: ${reason(error)}` });
    return figures;
  }
  const profile = createProfile(join(folder, peer, "profile"), browser);
  try {
    const run = (job) => profile.onPage(server.address, job);
    await measureWorks(run, sizes, figures);
  } finally {
    await profile.close();
    await server.close();
    await rm(join(folder, peer), { recursive: true, force: true, maxRetries: 5 });
  }
  return figures;
}

/** @param {Sizes} sizes */
function worksOf({ bulk, travel }) {
  const travels = travel.flatMap((count) => [
    `time-travel-${short(count)}`,
    `time-travel-whole-${short(count)}`,
  ]);
  const [size, write] = [short(bulk), "single-durable-write"];
  return [write, `bulk-${size}`, `cold-read-${size}`, ...travels, `${write}-after-${size}`];
}

/**
 * @typedef {(page: import("playwright").Page, address: string) => Promise<any>} Job
 *
 * @param {(job: Job) => Promise<any>} run
 * @param {Sizes} sizes
 * @param {Map<string, Figure>} figures
 */
async function measureWorks(run, { writes, bulk, travel }, figures) {
  const ask = (method, ...args) =>
    run((page) =>
      page.evaluate(([name, ...rest]) => window.works[name](...rest), [method, ...args]),
    );
  const first = (round) => 1 + round * writes;
  let notes = "";
  let filled = "";

  let stores = false;
  await into(figures, "single-durable-write", async () => {
    notes = await ask("notes");
    stores = await ask("can", "writeBulk");
    if (!stores) throw new Error(`no storage of its own; ${notes}`);
    const figure = await rounds((round) => ask("singles", "singles", writes, first(round)));
    return { ...figure, note: notes };
  });

  const mustStore = () => {
    if (!notes) throw new Error("it did not start");
    if (!stores) throw new Error("no storage of its own");
  };
  const mustBeFilled = () => {
    mustStore();
    if (!filled) throw new Error("there is nothing to read");
  };

  await into(figures, `bulk-${short(bulk)}`, () => {
    mustStore();
    return rounds(async (round) => {
      const name = `bulk-${round}`;
      const ms = await ask("bulk", name, bulk);
      filled = name;
      return ms;
    });
  });
  await into(figures, `cold-read-${short(bulk)}`, () => {
    mustBeFilled();
    return rounds(async () => {
      const { ms, count } = await run(async (page, address) => {
        await page.goto(`${address}?read=${filled}`);
        return page.evaluate(() => window.works.coldRead());
      });
      if (count !== bulk) throw new Error(`${count} records of ${bulk}`);
      return ms;
    });
  });

  for (const count of travel) {
    const size = short(count);
    /** @type {{ screen?: number, whole?: number, build?: number }} */
    let travelled = {};
    await into(figures, `time-travel-${size}`, async () => {
      let name = filled;
      if (stores && count !== bulk) {
        name = `travel-${count}`;
        await ask("bulk", name, count);
      }
      if (stores && !name) throw new Error("there is nothing to read");
      travelled = await ask("travel", name, count);
      return { ms: travelled.screen };
    });
    const { whole, build } = travelled;
    if (whole !== undefined) figures.set(`time-travel-whole-${size}`, { ms: whole });
    if (build !== undefined) figures.set(`time-travel-build-${size}`, { ms: build });
  }

  await into(figures, `single-durable-write-after-${short(bulk)}`, async () => {
    mustBeFilled();
    return { ms: await ask("singles", filled, LATE_WRITES, bulk + 1) };
  });
}

/**
 * @param {Map<string, Figure>} figures
 * @param {string} work
 * @param {() => Promise<Figure>} measureIt
 */
async function into(figures, work, measureIt) {
  try {
    figures.set(work, await measureIt());
  } catch (error) {
    figures.set(work, { note: reason(error) });
  }
}

/**
 * Median of the rounds.
 *
 * @param {(round: number) => Promise<number>} measureRound
 * @returns {Promise<Figure>}
 */
async function rounds(measureRound) {
  const start = performance.now();
  const times = [];
  while (times.length < ROUNDS && performance.now() - start < ENOUGH_MS) {
    times.push(await measureRound(times.length));
  }
  times.sort((a, b) => a - b);
  const ms = times[Math.floor(times.length / 2)];
  return { ms, rounds: times.length };
}

/** @param {unknown} error */
function reason(error) {
  const text = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  const lines = text.split("\n").filter((line) => line.trim());
  // A line that ends so says only that something follows.
  const said = lines[0]?.endsWith(":") ? lines.slice(0, 2).join(" ") : (lines[0] ?? text);
  return said.replaceAll(HERE, "").slice(0, 200);
}

/** @param {number} count */
function short(count) {
  return count % 1_000 ? String(count) : `${count / 1_000}k`;
}

/**
 * One page with one peer in it, so that no peer can stop another.
 *
 * @param {string} peer
 * @param {string} outDir
 */
async function buildPage(peer, outDir) {
  await build({
    configFile: false,
    root: HERE,
    logLevel: "silent",
    resolve: { alias: { "#peer": join(HERE, `${peer}.mjs`) } },
    worker: { format: "es" },
    build: { outDir, target: "esnext" },
  });
}

/** @param {string} outDir */
async function serve(outDir) {
  const server = await preview({
    configFile: false,
    root: HERE,
    logLevel: "silent",
    build: { outDir },
    preview: { host: "127.0.0.1", port: 0, headers: HEADERS },
  });
  const [address = ""] = server.resolvedUrls?.local ?? [];
  return { address, close: () => server.close() };
}

/**
 * A browser on a fresh profile. Each job has a page of its own; what hangs or dies takes the browser with it, and the
 * next job finds a new one on the same profile.
 *
 * @param {string} folder
 * @param {Browser} [browser]
 */
function createProfile(folder, browser) {
  /** @type {BrowserContext | undefined} */
  let context;

  const close = async () => {
    await Promise.race([
      context?.close().catch(() => {}),
      sleep(CLOSE_MS, undefined, { ref: false }),
    ]);
    context = undefined;
  };

  return {
    close,
    /**
     * @param {string} address
     * @param {Job} job
     */
    async onPage(address, job) {
      context ??= browser
        ? await browser.newContext()
        : await chromium.launchPersistentContext(folder, chromiumLaunch());
      const page = await context.newPage();
      const timeout = new AbortController();
      try {
        return await Promise.race([
          onPage(page, address, job),
          died(page),
          sleep(LIMIT_MS, undefined, timeout).then(() => {
            throw new Error(`gave up after ${LIMIT_MS / 1_000} s`);
          }),
        ]);
      } catch (error) {
        await close();
        throw error;
      } finally {
        timeout.abort();
        if (context) await page.close();
      }
    },
  };
}

/**
 * @param {import("playwright").Page} page
 * @param {string} address
 * @param {Job} job
 */
async function onPage(page, address, job) {
  page.setDefaultTimeout(0);
  const broken = new Promise((_, reject) => page.once("pageerror", reject));
  broken.catch(() => {});
  await page.goto(address);
  await Promise.race([page.waitForFunction(() => window.works), broken]);
  return job(page, address);
}

/** @param {import("playwright").Page} page */
function died(page) {
  return new Promise((_, reject) => {
    page.once("crash", () => reject(new Error("the page died, most likely for want of memory")));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      scale: { type: "string", default: "1" },
      json: { type: "string" },
    },
  });
  const scaled = (count) => Math.max(10, Math.round(count * Number(values.scale)));
  const rows = await measurePeers({
    ...(values.only && { only: values.only.split(",") }),
    sizes: {
      writes: scaled(SIZES.writes),
      bulk: scaled(SIZES.bulk),
      travel: SIZES.travel.map(scaled),
    },
    onRow: (row) => console.error(Object.values(printable(row)).join("  ")),
  });
  console.table(rows.map(printable));
  if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
}

/** @param {Row} row */
function printable({ name, theirs, ours, ratio, unit, note = "" }) {
  const figure = (value) => (value === undefined ? "" : value.toPrecision(3));
  return { name, theirs: figure(theirs), ours: figure(ours), ratio: figure(ratio), unit, note };
}
