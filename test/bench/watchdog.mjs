import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds that work which was given up has to end in, before the next begins. */
const SETTLE_MS = 10_000;

/**
 * @typedef {object} Watchdog
 * @property {() => void} sign says that work goes on
 * @property {(error: Error) => void} fail gives up the work that is under way, if there is any
 * @property {<Result>(work: () => Promise<Result>, abandon: () => Promise<unknown>) =>
 *   Promise<Result>} guard runs work; rejects at once when it is given up, or when it gave no sign
 *   for too long. What it opened is then closed by `abandon`.
 */

/**
 * Ends work that waits for what cannot come. One piece of work at a time.
 *
 * @param {{ patienceMs: number, settleMs?: number }} options how long work may give no sign
 * @returns {Watchdog}
 */
export function createWatchdog({ patienceMs, settleMs = SETTLE_MS }) {
  /** @type {((error: Error) => void) | undefined} */
  let giveUp;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  return {
    sign() {
      timer?.refresh();
    },
    fail: (error) => giveUp?.(error),
    async guard(work, abandon) {
      const givenUp = new Promise((_, reject) => {
        giveUp = reject;
      });
      const seconds = Math.round(patienceMs / 1_000);
      const silence = new Error(`It gave no sign for ${seconds} seconds and was given up.`);
      timer = setTimeout(() => giveUp?.(silence), patienceMs);
      const working = work();
      try {
        return await Promise.race([working, givenUp]);
      } catch (error) {
        giveUp = undefined;
        await Promise.race([
          Promise.all([abandon().catch(() => {}), working.catch(() => {})]),
          sleep(settleMs, undefined, { ref: false }),
        ]);
        throw error;
      } finally {
        giveUp = undefined;
        clearTimeout(timer);
        timer = undefined;
      }
    },
  };
}
