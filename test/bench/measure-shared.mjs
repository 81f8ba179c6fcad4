import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { createServer } from "vite";
import { chromiumLaunch } from "../tools/find-chromium.mjs";
import { quantile, ratioFigure } from "./figures.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ORDERS = 300;
const CROWD = 100;
const PER_SECOND = 25;
const PEOPLE = `
  authorization { users: [{ user: owner, password: owner }, { user: writer, password: writer }] }
`;

/**
 * A book that two browsers share, beside bare messages in the same run; and with a crowd in it.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {{ seconds: number }} options how long the crowd works
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
export async function measureShared(browser, { seconds }) {
  const vite = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    server: { middlewareMode: true, hmr: false, ws: false },
  });
  const people = /** @type {typeof import("./simulated-people.ts")} */ (
    await vite.ssrLoadModule("/test/bench/simulated-people.ts")
  );
  const { startNatsServer } = /** @type {typeof import("../nats/nats-server.ts")} */ (
    await vite.ssrLoadModule("/test/nats/nats-server.ts")
  );
  const server = await startNatsServer(PEOPLE);
  const other = await chromium.launchPersistentContext(
    join(browser.folder, "other-profile"),
    chromiumLaunch(),
  );
  try {
    const name = `book-${crypto.randomUUID()}`;
    const place = { server: server.webAddress, name };
    const writer = await browser.newPage();
    await openShared(writer, browser.address, "Share this book", { ...place, user: "owner" });
    const reader = await other.newPage();
    await openShared(reader, browser.address, "Join a shared book", { ...place, user: "writer" });
    const latency = await measureLatency(writer, reader);
    const bare = await people.bareLatencies(server.address, ORDERS);
    await writer.close();
    const crowd = await people.letCrowdIn(server.address, name, CROWD);
    const paid = await measureCrowd(crowd, reader, seconds);
    await crowd.leave();
    return [
      ratioFigure("shared-seen-p50-ratio", quantile(latency, 0.5), quantile(bare, 0.5)),
      ratioFigure("shared-seen-p99-ratio", quantile(latency, 0.99), quantile(bare, 0.99)),
      ...paid,
    ];
  } finally {
    await other.close();
    await server.stop();
    await vite.close();
  }
}

/**
 * @param {import("@playwright/test").Page} page @param {string} address @param {string} form
 * @param {{ server: string, name: string, user: string }} place
 */
async function openShared(page, address, form, { server, name, user }) {
  await page.goto(`${address}#/sharing`);
  const asked = page.getByRole("form", { name: form });
  await asked.getByLabel("Server addresses").fill(server);
  await asked.getByLabel("Name on the server").fill(name);
  await asked.getByLabel("User").fill(user);
  await asked.getByLabel("Password").fill(user);
  await asked.getByRole("button", { name: form }).click();
  await page.getByRole("banner").getByText("Synced").waitFor();
}

/**
 * Milliseconds from a command in one browser to its order on the other's screen.
 *
 * @param {import("@playwright/test").Page} writer @param {import("@playwright/test").Page} reader
 */
async function measureLatency(writer, reader) {
  await writer.evaluate(() =>
    window.hindsight.dispatch({ type: "RegisterClient", username: "acme" }),
  );
  await reader.goto(`${reader.url().split("#")[0]}#/orders`);
  await reader.getByRole("table", { name: "Orders" }).waitFor();
  const times = [];
  for (let round = 0; round < ORDERS; round += 1) {
    const seen = reader.evaluate(async (rows) => {
      const table = document.querySelector('[role="table"][aria-label="Orders"]');
      while (Number(table?.getAttribute("aria-rowcount")) < rows) {
        await new Promise(requestAnimationFrame);
      }
      return performance.timeOrigin + performance.now();
    }, round + 2);
    const given = await writer.evaluate(async () => {
      const start = performance.timeOrigin + performance.now();
      const lines = [{ productCode: "TEA", quantity: 1, unitPrice: 450 }];
      await window.hindsight.dispatch({ type: "PlaceOrder", client: "acme", lines });
      return start;
    });
    times.push((await seen) - given);
  }
  return times;
}

/**
 * @param {import("./simulated-people.ts").Crowd} crowd @param {import("@playwright/test").Page} page
 * @param {number} seconds
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
async function measureCrowd(crowd, page, seconds) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const busy = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
  };
  await page.evaluate(() => {
    const watched = { longest: 0 };
    Object.assign(window, { crowdWatched: watched });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        watched.longest = Math.max(watched.longest, duration);
    }).observe({ type: "longtask" });
  });
  const [before, start] = [await busy(), performance.now()];
  const lastAnswer = await crowd.work(PER_SECOND, seconds);
  await crowd.agree();
  const { position } = crowd.head();
  const caughtUp = await page.evaluate(async (wanted) => {
    while (window.hindsight.head() < wanted) await new Promise((resolve) => setTimeout(resolve, 1));
    return Date.now();
  }, position);
  const [after, end] = [await busy(), performance.now()];
  const longest = await page.evaluate(() => Reflect.get(window, "crowdWatched").longest);
  const check = await page.evaluate(() => window.hindsight.verify());
  if (check.fingerprint !== crowd.head().hash) throw new Error("The page has another book.");
  return [
    { name: "shared-crowd-caught-up", value: Math.max(caughtUp - lastAnswer, 0), unit: "ms" },
    {
      name: "shared-crowd-main-thread",
      value: ((after - before) * 100_000) / (end - start),
      unit: "%",
    },
    { name: "shared-crowd-longest-task", value: longest, unit: "ms" },
  ];
}
