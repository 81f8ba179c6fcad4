import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { build } from "vite";
import { chromiumLaunch } from "../tools/find-chromium.mjs";
import { freePort } from "../tools/free-port.mjs";
import { pageCrash, pageError } from "../tools/page-failure.mjs";
import { serveBuild } from "./serve-build.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
// Fixed for a kept folder: storage belongs to the port too, and is to be found again.
const PORT = 4991;
/** Milliseconds within which a page that works says what it shows. */
const SHOWN_MS = 1_000;
const BENCH_FOLDER = "bench-page";
// Playwright would end the browser on a signal before figures are kept.
const KEEP_ON_SIGNALS = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

/**
 * @typedef {import("@playwright/test").Page} Page
 * @typedef {import("@playwright/test").BrowserContext} BrowserContext
 *
 * @typedef {object} BenchBrowser
 * @property {string} folder
 * @property {string} address
 * @property {string} version of Chromium
 * @property {string} engine of its scripts
 * @property {(init?: () => void) => Promise<Page>} newPage
 * @property {() => Promise<Page>} openBench a page with the modules themselves, on the origin of
 *   the app
 * @property {() => Promise<BrowserContext>} openOther another browser, which has kept nothing
 * @property {(isPuzzling: boolean) => Promise<void>} abandon closes the pages, and with them
 *   whatever waits for one; first tells what they show where it is not known why
 * @property {() => Promise<void>} close
 */

/**
 * Builds app and bench, serves them, and starts a browser with a profile on disk: in a private
 * window Chromium keeps the storage in memory, and a durable write is none. Tells the watchdog of
 * every page that opens or fails.
 *
 * @param {{ kept?: string | undefined, waitMs: number, watchdog:
 *   import("./watchdog.mjs").Watchdog }} options `kept`: a folder whose profile outlives the run
 * @returns {Promise<BenchBrowser>}
 */
export async function openBenchBrowser({ kept, waitMs, watchdog }) {
  const port = kept === undefined ? await freePort() : PORT;
  await mustBeFree(port);
  const folder = kept ?? (await mkdtemp(join(tmpdir(), "hindsight-bench-")));
  await mkdir(folder, { recursive: true });
  const outDir = join(folder, "app");
  await buildApp(outDir);
  await buildBenchPage(join(outDir, BENCH_FOLDER));
  const server = await serveBuild(outDir, {
    root: ROOT,
    logLevel: "error",
    preview: { port, strictPort: true },
  });
  const address = `http://localhost:${port}/`;

  /** @param {string} profile */
  const launch = async (profile) => {
    const launched = await chromium.launchPersistentContext(join(folder, profile), {
      ...chromiumLaunch(),
      ...KEEP_ON_SIGNALS,
      viewport: { width: 1440, height: 900 },
    });
    launched.setDefaultTimeout(waitMs);
    launched.on("page", (page) => {
      watchdog.sign();
      page.on("crash", () => watchdog.fail(pageCrash(page.url())));
    });
    launched.on("weberror", (failure) =>
      watchdog.fail(pageError(failure.page()?.url() ?? address, failure.error())),
    );
    return launched;
  };
  let context = await launch("profile");
  /** @type {Set<BrowserContext>} */
  const others = new Set();
  let opened = 0;

  /** @param {() => void} [init] */
  const newPage = async (init) => {
    const page = await context.newPage();
    if (init) await page.addInitScript(init);
    return page;
  };

  return {
    folder,
    address,
    version: context.browser()?.version() ?? "unknown",
    engine: await engineOf(context),
    newPage,
    async openBench() {
      const page = await newPage();
      await bypassServiceWorker(page);
      await page.exposeFunction("giveSign", watchdog.sign);
      await page.goto(`${address}${BENCH_FOLDER}/test/bench/bench.html`);
      await page.waitForFunction(() => window.bench);
      return page;
    },
    async openOther() {
      opened += 1;
      const other = await launch(`other-profile-${opened}`);
      others.add(other);
      return other;
    },
    async abandon(isPuzzling) {
      // The browser itself stays only as long as it has a page.
      const pages = context.pages();
      if (isPuzzling) await Promise.all(pages.map(describePage));
      await context.newPage().catch(async () => {
        // The browser itself is gone.
        context = await launch("profile");
      });
      await Promise.all([...pages, ...others].map((open) => open.close().catch(() => {})));
      others.clear();
    },
    async close() {
      await context.close();
      await server.close();
      if (!kept) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** @param {string} outDir */
async function buildApp(outDir) {
  await build({ root: ROOT, logLevel: "error", build: { outDir, emptyOutDir: true } });
}

/**
 * A build of its own: the app puts all that its first screen needs into one file, so that a page
 * built together with it would start the app as well.
 *
 * @param {string} outDir
 */
async function buildBenchPage(outDir) {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    base: `/${BENCH_FOLDER}/`,
    publicDir: false,
    worker: { format: "es" },
    build: {
      outDir,
      emptyOutDir: true,
      target: "esnext",
      rolldownOptions: { input: join(ROOT, "test/bench/bench.html") },
    },
  });
}

/** What a page shows that was waited for in vain. @param {Page} page */
async function describePage(page) {
  const showing = page.locator("body").textContent({ timeout: SHOWN_MS });
  const text = ((await showing.catch(() => "")) ?? "").replace(/\s+/g, " ").slice(0, 300);
  if (text.trim()) console.error(`  The page ${page.url()} shows: ${text}`);
}

// The app's service worker answers every address it does not know with the app.
/** @param {Page} page */
async function bypassServiceWorker(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setBypassServiceWorker", { bypass: true });
}

/** @param {BrowserContext} context */
async function engineOf(context) {
  const page = context.pages()[0] ?? (await context.newPage());
  const session = await context.newCDPSession(page);
  const { jsVersion } = await session.send("Browser.getVersion");
  await session.detach();
  return `V8 ${jsVersion}`;
}

/** @param {number} port */
async function mustBeFree(port) {
  const attempt = createServer();
  try {
    await once(attempt.listen(port, "localhost"), "listening");
  } catch {
    throw new Error(
      `Port ${port} is in use already, perhaps by another npm run bench. End that first.`,
    );
  } finally {
    attempt.close();
  }
}
