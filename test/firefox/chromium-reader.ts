import type { Browser, Page } from "playwright";
import { joinBook, PATIENCE_MS, type SharedPlace } from "./shared-reader.ts";

/** A page of Chromium, with a storage of its own, that has joined a shared book. */
export interface ChromiumReader {
  readonly page: Page;
  /** Uncaught errors, and those in the console. */
  readonly errors: readonly string[];
  /** How often it has connected to a server. */
  lines(): number;
  /** Resolves once it has the events up to a position. */
  untilHead(position: number): Promise<unknown>;
  /** Milliseconds of its longest task since it was loaded; 0 where all were shorter than 50. */
  longestTask(): Promise<number>;
}

/** What the client of the engine writes to the console when one of the app's functions threw. */
const HAS_THROWN = "reader closed";

/** Chromium calls it an error how nats-server closes a line that the page has closed. */
const IS_CLOSED = "WebSocket connection to";

/** Joins a book; resolves once the page has all of it. */
export async function openReader(
  browser: Browser,
  address: string,
  place: SharedPlace,
): Promise<ChromiumReader> {
  const page = await (await browser.newContext()).newPage();
  const errors: string[] = [];
  let lines = 0;
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    const text = message.text();
    const isFault = message.type() === "error" && !text.startsWith(IS_CLOSED);
    if (isFault || text.startsWith(HAS_THROWN)) errors.push(text);
  });
  page.on("websocket", () => {
    lines += 1;
  });
  await page.addInitScript(watchTasks);
  await joinBook(page, address, place);
  return {
    ...{ page, errors },
    lines: () => lines,
    untilHead: (position) =>
      page.waitForFunction((wanted) => window.hindsight.head() >= wanted, position, {
        ...{ timeout: PATIENCE_MS, polling: 100 },
      }),
    longestTask: () => page.evaluate(() => Reflect.get(window, "watched").longestTask),
  };
}

// Runs in the page, before anything else.
function watchTasks(): void {
  const watched = { longestTask: 0 };
  Object.assign(window, { watched });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      watched.longestTask = Math.max(watched.longestTask, duration);
    }
  }).observe({ type: "longtask", buffered: true });
}
