import { accessSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

// Where installers put it without a word on PATH.
const PLACES = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** How every runner starts Chromium: no sandbox, because containers have none, and nothing that talks to the network. */
const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Path of a Chromium: `CHROMIUM_PATH`, else the system's, else Playwright's own download.
 * Synchronous and without imports from packages at load, because it also runs before they are installed.
 *
 * @returns {string | undefined}
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...PLACES].find(isExecutable) ?? downloadedByPlaywright();
}

/**
 * Launch options for Playwright, and for Vitest's browser mode through it.
 *
 * @returns {{ args: string[], executablePath?: string }}
 */
export function chromiumLaunch() {
  const executablePath = findChromium();
  return { args: CHROMIUM_ARGS, ...(executablePath && { executablePath }) };
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function downloadedByPlaywright() {
  try {
    const { chromium } = createRequire(import.meta.url)("playwright");
    const path = chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
