// `npm run bench`: figures of the built app in real Chromium, as medians, beside what a user would write by hand.
import { writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { build, preview } from "vite";
import { chromiumLaunch } from "../tools/find-chromium.mjs";
import { bareRead, bareWrites } from "./bare-indexeddb.mjs";

const ROUNDS = 5;
const WRITES = 200;
const SAMPLE_EVENTS = 1_822;

await build({ logLevel: "error" });
const server = await preview({ preview: { port: 0 } });
const [address] = server.resolvedUrls?.local ?? [];
const browser = await chromium.launch(chromiumLaunch());
const page = await (await browser.newContext()).newPage();
await page.goto(address);
await page.waitForFunction(() => window.hindsight?.ready);

const rows = [...(await measureSample()), ...(await measureReload()), ...(await measureWrites())];
await browser.close();
await server.close();
print(rows);

const [flag, file] = process.argv.slice(2);
if (flag === "--json" && file) writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);

async function measureSample() {
  const start = performance.now();
  await page.getByRole("button", { name: "Load sample" }).click();
  await page.getByText("The sample is in the book").waitFor({ timeout: 600_000 });
  return [{ name: "load-sample", value: performance.now() - start, unit: "ms" }];
}

async function measureReload() {
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await page.reload();
    await page.getByRole("table", { name: "Clients" }).getByRole("row").nth(10).waitFor();
    times.push(performance.now() - start);
  }
  const reads = [];
  for (let round = 0; round < ROUNDS; round += 1)
    reads.push(await page.evaluate(bareRead, SAMPLE_EVENTS));
  return [
    { name: "reload-sample-usable", value: median(times), unit: "ms" },
    { name: "bare-read-of-as-many-events", value: median(reads), unit: "ms" },
  ];
}

async function measureWrites() {
  const ours = await page.evaluate(async (count) => {
    const times = [];
    for (let index = 0; index < count; index += 1) {
      const start = performance.now();
      await window.hindsight.dispatch({
        type: "PlaceOrder",
        client: "ALFKI",
        lines: [{ productCode: "Chai", quantity: 1, unitPrice: 1_800 }],
      });
      times.push(performance.now() - start);
    }
    return times;
  }, WRITES);
  const bare = await page.evaluate(bareWrites, WRITES);
  const baseline = median(bare);
  const value = median(ours);
  return [{ name: "dispatch-p50", value, unit: "ms", baseline, ratio: value / baseline }];
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function print(measured) {
  const figure = (value) => (value === undefined ? "" : value.toFixed(2));
  console.table(
    measured.map(({ name, value, unit, baseline, ratio }) => ({
      name,
      value: figure(value),
      unit,
      baseline: figure(baseline),
      ratio: figure(ratio),
    })),
  );
}
