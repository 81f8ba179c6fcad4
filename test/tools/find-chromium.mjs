import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { findProgram } from "./find-program.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

// Where installers put it and leave PATH alone.
const PLACES = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** How every runner starts Chromium: no sandbox, because containers have none, and nothing that talks to the network. */
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Path of a Chromium: `CHROMIUM_PATH`, else the system's, else the one fetched for this checkout, else Playwright's own.
 * Synchronous and without imports from packages at load, because it also runs before they are installed.
 *
 * @returns {string | undefined}
 */
export function findChromium() {
  return (
    findProgram({ variable: "CHROMIUM_PATH", names: NAMES, places: PLACES }) ??
    downloadedByPlaywright()
  );
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

function downloadedByPlaywright() {
  try {
    const { chromium } = createRequire(import.meta.url)("playwright");
    const path = chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}
