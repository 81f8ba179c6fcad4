// How the page with one library in it is built, served, and opened.
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { build } from "vite";
import { chromiumLaunch } from "../../tools/find-chromium.mjs";
import { unlessPageFails, within } from "../../tools/page-failure.mjs";
import { serveBuild } from "../serve-build.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
/** Milliseconds after which one piece of work is given up. */
const LIMIT_MS = 300_000;
/** Milliseconds within which a page has to start, and a browser to close. */
const START_MS = 60_000;
const CLOSE_MS = 10_000;
// Playwright would end the browser on a signal before figures are kept.
const KEEP_ON_SIGNALS = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };

/**
 * @typedef {(page: import("playwright").Page, address: string) => Promise<any>} Job
 *
 * @typedef {object} Site one library at work
 * @property {(job: Job) => Promise<any>} run gives a job a page of its own; what hangs or dies
 *   takes the browser with it, and the next job finds a new one on the same profile
 * @property {() => Promise<void>} close
 */

/**
 * One page with one library in it, so that none can stop another, in a browser on a fresh profile.
 *
 * @param {string} peer
 * @param {string} folder
 * @param {() => void} onSign called whenever a page opens
 * @returns {Promise<Site>}
 */
export async function openSite(peer, folder, onSign) {
  const outDir = join(folder, "page");
  await buildPage(peer, outDir);
  const server = await serveBuild(outDir, {
    configFile: false,
    root: HERE,
    logLevel: "silent",
    preview: { host: "127.0.0.1", port: 0 },
  });
  /** @type {import("playwright").BrowserContext | undefined} */
  let context;

  const closeBrowser = async () => {
    const closing = context;
    context = undefined;
    await Promise.race([
      closing?.close().catch(() => {}),
      sleep(CLOSE_MS, undefined, { ref: false }),
    ]);
  };

  return {
    async run(job) {
      onSign();
      context ??= await chromium.launchPersistentContext(join(folder, "profile"), {
        ...chromiumLaunch(),
        ...KEEP_ON_SIGNALS,
      });
      const page = await context.newPage();
      try {
        return await within(LIMIT_MS, "It", () =>
          unlessPageFails(page, () => onPage(page, server.address, job)),
        );
      } catch (error) {
        await closeBrowser();
        throw error;
      } finally {
        if (context) await page.close();
      }
    },
    async close() {
      await closeBrowser();
      await server.close();
    },
  };
}

/**
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

/**
 * @param {import("playwright").Page} page
 * @param {string} address
 * @param {Job} job
 */
async function onPage(page, address, job) {
  page.setDefaultTimeout(START_MS);
  await page.goto(address);
  await page.waitForFunction(() => window.works);
  return job(page, address);
}
