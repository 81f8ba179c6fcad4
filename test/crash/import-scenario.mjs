import { untilReady } from "./app-page.mjs";

const CLIENTS = 20;
const ORDERS = 2_959;
const EVENTS = 1 + 2 * CLIENTS + ORDERS;

/**
 * A log of 3,000 events comes into an empty book: afterwards all of it stands there, or nothing.
 *
 * @type {import("./scenarios.mjs").Scenario}
 */
export const importScenario = {
  name: "import",

  // Exported by the app itself, and imported once undisturbed, to know how long there is to kill it.
  async prepare(page) {
    const text = await page.evaluate(async (classic) => {
      await window.hindsight.importLog(new Blob([classic]));
      return (await window.hindsight.exportLog()).text();
    }, classicLog());
    // As cold as in the rounds: code that has run before is faster.
    await page.reload();
    await untilReady(page);
    const takes = await page.evaluate(async (file) => {
      const start = performance.now();
      await window.hindsight.importLog(new Blob([file]), { asNewBook: true });
      return performance.now() - start;
    }, text);
    return { text, takes };
  },

  span: ({ takes }) => [0, takes * 1.5],

  async start({ page, material }) {
    await page.evaluate((text) => {
      window.file = new Blob([text]);
    }, material.text);
    await page.evaluate(() => {
      window.hindsight.importLog(window.file).then(
        () => window.report({ kind: "done" }),
        (error) => window.report({ kind: "failed", reason: String(error) }),
      );
    });
  },

  judge({ events }, witness) {
    if (events.length === EVENTS) return [];
    if (events.length > 0) return [`${events.length} of ${EVENTS} imported events stand there`];
    return witness.isDone() ? ["an import that was acknowledged is gone"] : [];
  },

  outcome({ events }) {
    if (events.length === 0) return "absent";
    return events.length === EVENTS ? "whole" : "part";
  },
};

function classicLog() {
  const users = Array.from({ length: CLIENTS }, (_, user) => `CREATE_USER user-${user} secret`);
  const orders = Array.from(
    { length: ORDERS },
    (_, order) => `CREATE_ORDER user-${order % CLIENTS} TEA-${order} ${1 + (order % 9)}`,
  );
  return [...users, ...orders].join("\n");
}
