import { setTimeout as sleep } from "node:timers/promises";

/**
 * Runs work that waits for a page, and rejects as soon as that page has failed: by an error that
 * nothing in it caught, or because it died. Otherwise the work would wait for what cannot come.
 *
 * @template Result
 * @param {import("playwright").Page} page
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function unlessPageFails(page, work) {
  /** @type {(error: Error) => void} */
  let fail = () => {};
  const failed = new Promise((_, reject) => {
    fail = reject;
  });
  // The work may have ended first.
  failed.catch(() => {});
  const onError = (/** @type {Error} */ error) => fail(pageError(page.url(), error));
  const onCrash = () => fail(pageCrash(page.url()));
  page.on("pageerror", onError);
  page.on("crash", onCrash);
  try {
    return await Promise.race([work(), failed]);
  } finally {
    page.off("pageerror", onError);
    page.off("crash", onCrash);
  }
}

/**
 * Runs work that may never end, and rejects with a sentence once it has taken too long.
 *
 * @template Result
 * @param {number} milliseconds
 * @param {string} what names the work, at the beginning of the sentence
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function within(milliseconds, what, work) {
  const limit = new AbortController();
  const seconds = milliseconds / 1_000;
  const late = sleep(milliseconds, undefined, limit).then(() => {
    throw new Error(`${what} did not end within ${seconds} seconds.`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([work(), late]);
  } finally {
    limit.abort();
  }
}

/** @param {string} address @param {Error} cause */
export function pageError(address, cause) {
  return new Error(`The page ${address} failed: ${cause.message}`, { cause });
}

/** @param {string} address */
export function pageCrash(address) {
  return new Error(`The page ${address} died, most likely for want of memory.`);
}
