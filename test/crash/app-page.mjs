import { unlessPageFails } from "../tools/page-failure.mjs";

/**
 * @typedef {import("playwright").BrowserContext} BrowserContext
 * @typedef {import("playwright").Page} Page
 * @typedef {import("./witness.mjs").Command} Command
 *
 * @typedef {object} Stock everything a book says about itself
 * @property {{ ok: boolean, events: number, firstBad?: number }} verification
 * @property {number} head
 * @property {{ position: number, type: string, stream: string, version: number, meta: { commandId: string } }[]} events
 * @property {{ commandId: string, outcome: "accepted" | "refused", positions?: number[] }[]} journal
 *
 * @typedef {{ accepted: boolean, positions?: number[], rejection?: { code: string } }} Answer
 */

/**
 * Opens the app as a person would, without naming a book: that the right one opens is part of what must survive.
 *
 * @param {BrowserContext} context
 * @param {string} address
 * @returns {Promise<Page>}
 */
export async function openApp(context, address) {
  const page = context.pages().find((open) => open.url() === "about:blank");
  const opened = page ?? (await context.newPage());
  await unlessPageFails(opened, async () => {
    await opened.goto(address);
    await untilReady(opened);
  });
  return opened;
}

/**
 * Waits until the app in a page has its book, or rejects as soon as it has failed.
 *
 * @param {Page} page
 */
export async function untilReady(page) {
  await unlessPageFails(page, () =>
    page.waitForFunction(() => window.hindsight?.ready.then(() => true)),
  );
}

/**
 * @param {Page} page
 * @returns {Promise<Stock>}
 */
export function takeStock(page) {
  return page.evaluate(async () => {
    const { verify, head, readAll, journal } = window.hindsight;
    return {
      verification: await verify(),
      head: head(),
      events: await readAll(),
      journal: await journal(),
    };
  });
}

/**
 * Dispatches commands one after the other.
 *
 * @param {Page} page
 * @param {Command[]} commands
 * @returns {Promise<Answer[]>}
 */
export function dispatchAll(page, commands) {
  return page.evaluate(async (all) => {
    const answers = [];
    for (const command of all) answers.push(await window.hindsight.dispatch(command));
    return answers;
  }, commands);
}
