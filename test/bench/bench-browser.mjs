import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { build, preview } from "vite";
import { chromiumLaunch } from "../tools/find-chromium.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Milliseconds after which something that was waited for will not come any more. */
const PATIENCE = 600_000;
// Fixed, because storage belongs to the port too, and a kept folder is to be found again.
const PORT = 4991;
// With these a page has clocks of microseconds.
const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/**
 * @typedef {import("@playwright/test").Page} Page
 * @typedef {{ folder: string, address: string, version: string, newPage(init?: () => void): Promise<Page>,
 *   openBench(): Promise<Page>, close(): Promise<void> }} BenchBrowser
 */

/**
 * Builds app and bench, serves them, and starts a browser with a profile on disk: in a private window Chromium keeps the
 * storage in memory, and a durable write is none.
 *
 * @param {string} [kept] a folder whose profile outlives the run
 * @returns {Promise<BenchBrowser>}
 */
export async function openBenchBrowser(kept) {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), "hindsight-bench-")));
  await mkdir(folder, { recursive: true });
  const outDir = join(folder, "app");
  await build({
    root: ROOT,
    logLevel: "error",
    build: {
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        input: { app: join(ROOT, "index.html"), bench: join(ROOT, "test/bench/bench.html") },
      },
    },
  });
  const server = await preview({
    root: ROOT,
    logLevel: "error",
    build: { outDir },
    preview: { port: PORT, strictPort: true, headers: HEADERS },
  });
  const address = `http://localhost:${PORT}/`;
  const context = await chromium.launchPersistentContext(join(folder, "profile"), {
    ...chromiumLaunch(),
    viewport: { width: 1440, height: 900 },
  });
  context.setDefaultTimeout(PATIENCE);

  /** @param {() => void} [init] */
  const newPage = async (init) => {
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error("In the page:", error));
    if (init) await page.addInitScript(init);
    return page;
  };

  return {
    folder,
    address,
    version: context.browser()?.version() ?? "unknown",
    newPage,
    async openBench() {
      const page = await newPage();
      await page.goto(`${address}test/bench/bench.html`);
      await page.waitForFunction(() => window.bench);
      return page;
    },
    async close() {
      await context.close();
      await server.close();
      if (!kept) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
