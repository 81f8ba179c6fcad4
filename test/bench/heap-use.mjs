import { setTimeout as sleep } from "node:timers/promises";

const PAUSE = 150;

/**
 * @typedef {{ heap: number, backing: number }} HeapUse bytes of JavaScript objects, and of the buffers behind them
 * @typedef {{ use(): Promise<HeapUse>, collect(): Promise<HeapUse>, sample(work: () => Promise<void>): Promise<HeapUse>,
 *   close(): Promise<void> }} HeapMeter
 */

/**
 * Measures the heaps of a page and of its workers together, as Chromium counts them.
 *
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<HeapMeter>}
 */
export async function createHeapMeter(page) {
  const session = await page.context().newCDPSession(page);
  const workers = await watchWorkers(session);
  const askPage = (/** @type {"Runtime.getHeapUsage" | "HeapProfiler.collectGarbage"} */ method) =>
    session.send(method);

  /** @returns {Promise<HeapUse>} */
  const use = async () => {
    const uses = [
      await askPage("Runtime.getHeapUsage"),
      ...(await workers.ask("Runtime.getHeapUsage")),
    ];
    const sum = (/** @type {(one: any) => number} */ part) =>
      uses.reduce((total, one) => total + (part(one) || 0), 0);
    return { heap: sum((one) => one.usedSize), backing: sum((one) => one.backingStorageSize) };
  };

  return {
    use,
    async collect() {
      await askPage("HeapProfiler.collectGarbage");
      await workers.ask("HeapProfiler.collectGarbage");
      return use();
    },
    async sample(work) {
      const peak = { heap: 0, backing: 0 };
      let isOver = false;
      const watching = (async () => {
        while (!isOver) {
          const seen = await use();
          peak.heap = Math.max(peak.heap, seen.heap);
          peak.backing = Math.max(peak.backing, seen.backing);
          await sleep(PAUSE);
        }
      })();
      // Where the page dies, the work says so.
      watching.catch(() => {});
      await work().finally(() => {
        isOver = true;
      });
      await watching;
      return peak;
    },
    close: () => session.detach(),
  };
}

/**
 * Talks to the workers of a page, those to come included. One that does not answer in time is left out of that question.
 *
 * @param {import("@playwright/test").CDPSession} session
 */
async function watchWorkers(session) {
  /** @type {Set<string>} */
  const attached = new Set();
  /** @type {Map<number, (result: unknown) => void>} */
  const waiting = new Map();
  let asked = 0;

  session.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    if (targetInfo.type === "worker") attached.add(sessionId);
  });
  session.on("Target.detachedFromTarget", ({ sessionId }) => attached.delete(sessionId));
  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  // Not flat: the sessions of workers are nobody's but ours.
  await session.send("Target.setAutoAttach", {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });

  const askOne = async (/** @type {string} */ sessionId, /** @type {string} */ method) => {
    asked += 1;
    const id = asked;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    try {
      await session.send("Target.sendMessageToTarget", {
        sessionId,
        message: JSON.stringify({ id, method }),
      });
    } catch {
      return undefined;
    }
    return Promise.race([answer, sleep(1_000)]);
  };

  return {
    ask: async (/** @type {string} */ method) => {
      const answers = await Promise.all([...attached].map((one) => askOne(one, method)));
      return answers.filter((answer) => answer !== undefined);
    },
  };
}
