import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { comparedFigure, plainFigure, quantile, rounds } from "./figures.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PEOPLE = `
  authorization { users: [{ user: owner, password: owner }, { user: writer, password: writer }] }
`;

/**
 * A book that two browsers share, in turn with bare messages; and with a crowd in it.
 *
 * @param {import("./bench-browser.mjs").BenchBrowser} browser
 * @param {import("./effort.mjs").Effort} effort
 * @returns {AsyncIterable<import("./figures.mjs").Figure>}
 */
export async function* measureShared(browser, effort) {
  const { repetitions, messages } = effort;
  const vite = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    server: { middlewareMode: true, hmr: false, ws: false },
  });
  /** @type {(() => Promise<unknown>)[]} */
  const endings = [() => vite.close()];
  try {
    const people = /** @type {typeof import("./simulated-people.ts")} */ (
      await vite.ssrLoadModule("/test/bench/simulated-people.ts")
    );
    const { startNatsServer } = /** @type {typeof import("../nats/nats-server.ts")} */ (
      await vite.ssrLoadModule("/test/nats/nats-server.ts")
    );
    const server = await startNatsServer(PEOPLE);
    endings.unshift(() => server.stop());
    const other = await browser.openOther();
    endings.unshift(() => other.close());
    const name = `book-${crypto.randomUUID()}`;
    const place = { server: server.webAddress, name };
    const writer = await browser.newPage();
    await openShared(writer, browser.address, "Share this book", { ...place, user: "owner" });
    const reader = await other.newPage();
    await openShared(reader, browser.address, "Join a shared book", { ...place, user: "writer" });
    await showOrders(writer, reader);
    const bareMessages = await people.openBareMessages(server.address);
    endings.unshift(() => bareMessages.close());
    const measured = await rounds(
      async (round) => ({
        seen: await measureLatency(writer, reader, { before: round * messages, count: messages }),
        bare: await bareMessages.latencies(messages),
      }),
      { most: repetitions },
    );
    await writer.close();
    const besideBare = (/** @type {number} */ part) => ({
      own: measured.map(({ seen }) => quantile(seen, part)),
      baseline: measured.map(({ bare }) => quantile(bare, part)),
      beside: "a bare message of NATS",
    });
    yield comparedFigure("shared-seen-p50-ratio", "ms", besideBare(0.5));
    yield comparedFigure("shared-seen-p99-ratio", "ms", besideBare(0.99));
    yield await measureCatchUp(vite, server.address, effort);
    const crowd = await people.letCrowdIn(server.address, name, effort.crowd);
    endings.unshift(() => crowd.leave());
    yield* await measureCrowd(crowd, reader, effort);
  } finally {
    // Each of them, whatever one before said.
    for (const end of endings) await end().catch(() => {});
  }
}

/**
 * @param {import("vite").ViteDevServer} vite @param {string} server
 * @param {import("./effort.mjs").Effort} effort
 */
async function measureCatchUp(vite, server, { repetitions, catchUp }) {
  const { openCatchUp } = /** @type {typeof import("./catch-up.ts")} */ (
    await vite.ssrLoadModule("/test/bench/catch-up.ts")
  );
  const newcomers = await openCatchUp(server, catchUp);
  try {
    // The first of each only warms up.
    await newcomers.byDirectReads();
    await newcomers.byConsumer();
    const measured = await rounds(
      async () => ({
        own: await newcomers.byDirectReads(),
        consumer: await newcomers.byConsumer(),
      }),
      { most: repetitions },
    );
    return comparedFigure("shared-catch-up-ratio", "ms", {
      own: measured.map(({ own }) => own),
      baseline: measured.map(({ consumer }) => consumer),
      beside: "the same by a consumer",
    });
  } finally {
    await newcomers.close();
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
  await asked.getByLabel("Password", { exact: true }).fill(user);
  await asked.getByRole("button", { name: form }).click();
  const synced = page.getByRole("banner").getByText("Synced");
  // The page is loaded once more, to be let through to a server that is new to it.
  const again = asked.getByText("Type the password once more");
  await synced.or(again).first().waitFor();
  if (await again.isVisible()) {
    await asked.getByLabel("Password", { exact: true }).fill(user);
    await asked.getByRole("button", { name: form }).click();
  }
  await synced.waitFor();
}

/**
 * @param {import("@playwright/test").Page} writer @param {import("@playwright/test").Page} reader
 */
async function showOrders(writer, reader) {
  await writer.evaluate(() =>
    window.hindsight.dispatch({ type: "RegisterClient", username: "acme" }),
  );
  await reader.goto(`${reader.url().split("#")[0]}#/orders`);
  await reader.getByRole("table", { name: "Orders" }).waitFor();
}

/**
 * Milliseconds from a command in one browser to its order on the other's screen.
 *
 * @param {import("@playwright/test").Page} writer @param {import("@playwright/test").Page} reader
 * @param {{ before: number, count: number }} orders those that are there already, and those to give
 */
async function measureLatency(writer, reader, { before, count }) {
  const times = [];
  for (let order = before + 1; order <= before + count; order += 1) {
    // One row more, which names the columns.
    const seen = reader.evaluate(async (rows) => {
      const table = document.querySelector('[role="table"][aria-label="Orders"]');
      while (Number(table?.getAttribute("aria-rowcount")) < rows) {
        await new Promise(requestAnimationFrame);
      }
      return performance.timeOrigin + performance.now();
    }, order + 1);
    seen.catch(() => {});
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
 * @param {import("./effort.mjs").Effort} effort
 * @returns {Promise<import("./figures.mjs").Figure[]>}
 */
async function measureCrowd(crowd, page, { crowdPerSecond, crowdSeconds }) {
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
  const lastAnswer = await crowd.work(crowdPerSecond, crowdSeconds);
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
    plainFigure("shared-crowd-caught-up", "ms", [Math.max(caughtUp - lastAnswer, 0)]),
    plainFigure("shared-crowd-main-thread", "%", [((after - before) * 100_000) / (end - start)]),
    plainFigure("shared-crowd-longest-task", "ms", [longest]),
  ];
}
