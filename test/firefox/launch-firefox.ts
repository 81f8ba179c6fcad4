import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { preview } from "vite";
import { findFirefox } from "../tools/find-firefox.mjs";
import { FirefoxBook } from "./firefox-book.ts";
import { firefoxSettings } from "./firefox-settings.ts";

/** A wide screen, as in the stories that Chromium runs. */
const VIEWPORT = { width: 1_280, height: 720 };

/** Milliseconds within which Firefox has started. Generous: a slow machine is no failure. */
const PATIENCE = 60_000;

/** A Firefox with a fresh profile, and the built app that it reads. */
export interface Firefox {
  /** Address of the built app. */
  readonly origin: string;
  /** Opens the app with a storage of its own, and waits until the book can be used. */
  openBook(address?: string): Promise<FirefoxBook>;
  /** Ends the browser and the server, and removes what both kept. */
  close(): Promise<void>;
}

/**
 * Starts a Firefox and a server of the built app.
 * @throws Error in one line where no Firefox can be had.
 */
export async function launchFirefox(): Promise<Firefox> {
  const executablePath = findFirefox();
  if (!executablePath) {
    throw new Error("No Firefox found: install it (Debian: firefox-esr), or set FIREFOX_PATH.");
  }
  const folder = mkdtempSync(join(tmpdir(), "hindsight-firefox-"));
  const files = { saved: join(folder, "saved"), chosen: join(folder, "chosen") };
  for (const path of Object.values(files)) mkdirSync(path);
  const removeFiles = () => rmSync(folder, { recursive: true, force: true });
  const browser = await puppeteer
    .launch({
      browser: "firefox",
      executablePath,
      headless: true,
      timeout: PATIENCE,
      defaultViewport: VIEWPORT,
      extraPrefsFirefox: firefoxSettings(files.saved),
    })
    .catch((error) => {
      removeFiles();
      throw error;
    });
  // Any free port: other checkouts may serve theirs at the same time.
  const server = await preview({ logLevel: "error", preview: { port: 0 } });
  const [origin = ""] = server.resolvedUrls?.local ?? [];
  return {
    origin,
    async openBook(address = "") {
      const context = await browser.createBrowserContext();
      const book = new FirefoxBook(await context.newPage(), files);
      await book.open(new URL(address, origin).href);
      return book;
    },
    async close() {
      await browser.close();
      await server.close();
      removeFiles();
    },
  };
}
