// `npm run crash`: kills the whole browser at moments of chance and compares what stands there with what was acknowledged.
import { parseArgs } from "node:util";
import { unlessPageFails, within } from "../tools/page-failure.mjs";
import { testEnvironment } from "../tools/test-environment.mjs";
import { openApp } from "./app-page.mjs";
import { endBrowsersOnSignal, startBrowser } from "./browser.mjs";
import { tellFigures, tellRound, violationsOf } from "./figures.mjs";
import { momentIn, seededRandom } from "./random.mjs";
import { playRound, withProfile } from "./round.mjs";
import { SCENARIOS } from "./scenarios.mjs";
import { serveApp } from "./serve-app.mjs";

/** Milliseconds that a scenario has to be prepared in. Generous: a slow machine is no failure. */
const PREPARED_MS = 180_000;

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "20" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    only: { type: "string" },
    dist: { type: "string", default: "dist" },
  },
});
const count = Number(values.rounds);
const seed = Number(values.seed);
const scenarios = SCENARIOS.filter(({ name }) => !values.only || name === values.only);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed) || scenarios.length === 0) {
  const names = SCENARIOS.map(({ name }) => name).join(" | ");
  console.error(
    `Usage: npm run crash -- [--rounds N] [--seed N] [--only ${names}] [--dist FOLDER]`,
  );
  process.exit(2);
}

Object.assign(process.env, testEnvironment());
endBrowsersOnSignal();
console.log(`Seed ${seed}: --seed ${seed} repeats the moments of the kills.`);
const app = await serveApp(values.dist);
const random = seededRandom(seed);
const materials = new Map();
const rounds = [];
for (let round = 1; round <= count; round += 1) {
  const scenario = scenarios[(round - 1) % scenarios.length];
  if (!materials.has(scenario)) materials.set(scenario, await prepare(scenario));
  const material = materials.get(scenario);
  const delay = momentIn(random(), scenario.span(material));
  const result = await playRound(scenario, { address: app.address, material, delay });
  rounds.push({ scenario: scenario.name, result });
  console.log(`${round}. ${scenario.name}, killed after ${delay} ms: ${tellRound(result)}`);
  for (const violation of violationsOf(result)) console.error(`   ✗ ${violation}`);
}
await app.close();

tellFigures(rounds);
const violations = rounds.flatMap(({ result }) => violationsOf(result)).length;
console.log(
  violations ? `${violations} violations with seed ${seed}` : "Nothing lost, nothing torn.",
);
process.exitCode = violations ? 1 : 0;

/** @param {import("./scenarios.mjs").Scenario} scenario */
async function prepare(scenario) {
  if (!scenario.prepare) return undefined;
  return withProfile(async (profile) => {
    const browser = await startBrowser(profile);
    try {
      const page = await openApp(browser.context, app.address);
      return await within(PREPARED_MS, `The preparation of “${scenario.name}”`, () =>
        unlessPageFails(page, async () => scenario.prepare?.(page)),
      );
    } finally {
      await browser.kill();
    }
  });
}
