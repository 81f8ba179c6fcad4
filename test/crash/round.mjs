import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { unlessPageFails, within } from "../tools/page-failure.mjs";
import { dispatchAll, openApp, takeStock } from "./app-page.mjs";
import { startBrowser } from "./browser.mjs";
import { commandsIn, judgeBook, tornCommands } from "./judge-book.mjs";
import { judgeAnswers, lostCommands } from "./judge-promises.mjs";
import { createWitness } from "./witness.mjs";

/**
 * @typedef {object} RoundResult
 * @property {number} acknowledged commands, and pieces of work as a whole
 * @property {number} found commands in the log after the kill, acknowledged or not
 * @property {string[]} lost
 * @property {string[]} torn
 * @property {boolean} verified the chain held
 * @property {"whole" | "part" | "absent"} [outcome]
 * @property {string[]} other everything else that is wrong
 */

// How many of the answered commands are asked again: the last are the ones in danger.
const ASKED_AGAIN = 3;

/**
 * Milliseconds that a scenario has to begin in, and a book to be judged in. Generous: a slow
 * machine is no failure.
 */
const BEGINS_MS = 120_000;
const JUDGED_MS = 180_000;

const AFTERWARDS = [
  { type: "RegisterClient", commandId: "afterwards-1", username: "afterwards" },
  {
    type: "PlaceOrder",
    commandId: "afterwards-2",
    client: "afterwards",
    lines: [{ productCode: "TEA-1", quantity: 1, unitPrice: 450 }],
  },
];

/**
 * One life and death: a fresh profile, a scenario, the kill after `delay` milliseconds, the same profile again.
 *
 * @param {import("./scenarios.mjs").Scenario} scenario
 * @param {{ address: string, material: any, delay: number }} setting
 * @returns {Promise<RoundResult>}
 */
export async function playRound(scenario, { address, material, delay }) {
  return withProfile(async (profile) => {
    const witness = createWitness();
    const doomed = await startBrowser(profile);
    try {
      const { context } = doomed;
      await context.exposeBinding("report", (_source, report) => witness.hear(report));
      const page = await openApp(context, address);
      await within(BEGINS_MS, `The start of “${scenario.name}”`, () =>
        unlessPageFails(page, () => scenario.start({ context, page, address, material })),
      );
      await sleep(delay);
    } finally {
      await doomed.kill();
    }

    const reopened = await startBrowser(profile);
    try {
      const page = await openApp(reopened.context, address);
      return await within(JUDGED_MS, `The judging of “${scenario.name}”`, () =>
        unlessPageFails(page, () => judge(scenario, page, witness)),
      );
    } finally {
      await reopened.kill();
    }
  });
}

/**
 * Runs work on a profile that is thrown away afterwards.
 *
 * @template Result
 * @param {(profile: string) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withProfile(work) {
  const profile = await mkdtemp(join(tmpdir(), "hindsight-crash-"));
  try {
    return await work(profile);
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

async function judge(scenario, page, witness) {
  const stock = await takeStock(page);
  const acknowledged = witness.acknowledged();
  const lost = lostCommands(stock, acknowledged);
  return {
    acknowledged: acknowledged.length + Number(witness.isDone()),
    found: commandsIn(stock.events).size,
    lost,
    torn: tornCommands(stock),
    verified: stock.verification.ok,
    ...(scenario.outcome && { outcome: scenario.outcome(stock) }),
    other: [
      ...(lost.length > 0 ? [`what is left: ${await describeStorage(page)}`] : []),
      ...witness.failures(),
      ...judgeBook(stock),
      ...scenario.judge(stock, witness),
      ...((await scenario.inspect?.(page)) ?? []),
      ...(await judgeLifeAfter(page, stock, witness)),
    ],
  };
}

// Whether records are gone, or a whole storage is: the first thing to ask of a loss.
function describeStorage(page) {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return databases.map(({ name, version }) => `${name} (version ${version})`).join(", ");
  });
}

// Somebody whose command got no answer asks again, under the same id; then the book is used as any other.
async function judgeLifeAfter(page, stock, witness) {
  const commands = [
    ...witness.askedWithAnswer().slice(-ASKED_AGAIN),
    ...witness.askedWithoutAnswer(),
    ...AFTERWARDS,
  ];
  const answers = await dispatchAll(page, commands);
  const after = await takeStock(page);
  return [
    ...judgeAnswers(stock, commands, answers),
    ...judgeBook(after),
    ...tornCommands(after).map((command) => `after asking again: ${command}`),
  ];
}
