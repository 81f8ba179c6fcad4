import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright";
import { chromiumLaunch } from "../tools/find-chromium.mjs";
import { groupIsAlive, killGroup } from "./process-group.mjs";

/**
 * @typedef {import("playwright").BrowserContext} BrowserContext
 * @typedef {{ context: BrowserContext, kill(): Promise<void> }} RunningBrowser
 */

const LOOK_AGAIN = 20;
/**
 * Milliseconds within which Chromium listens, or is gone after it was killed. Generous: a slow
 * machine is no failure.
 */
const LISTENS_MS = 60_000;
const GONE_MS = 60_000;

/** Browsers that nobody has killed yet. @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
process.once("exit", () => {
  for (const { pid } of running) if (pid !== undefined && groupIsAlive(pid)) killGroup(pid);
});

/** Lets a run that is stopped end its browsers, too: each leads a group of its own, which no signal reaches. */
export function endBrowsersOnSignal() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
}

/**
 * Starts a Chromium of its own process group on a profile that outlives it. Not by Playwright's `launch`, which would
 * clean up after a browser that dies.
 *
 * @param {string} profile folder of the profile
 * @returns {Promise<RunningBrowser>}
 */
export async function startBrowser(profile) {
  const portFile = join(profile, "DevToolsActivePort");
  await rm(portFile, { force: true });
  // Who is killed clears nothing away: what it puts beside its profile goes when the profile goes.
  const scratch = join(profile, "scratch");
  await mkdir(scratch, { recursive: true });
  const leader = startProcess(profile, scratch);
  running.add(leader);
  const port = await portOf(portFile, leader);
  // Playwright's defaults would hold every tab in front: here tabs are hidden and put to sleep as everywhere.
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
  const [context] = browser.contexts();
  if (!context) throw new Error("Chromium started without a window.");
  const gone = new Promise((resolve) => browser.once("disconnected", resolve));
  return {
    context,
    async kill() {
      killGroup(leader.pid);
      const end = Date.now() + GONE_MS;
      while (groupIsAlive(leader.pid)) {
        if (Date.now() > end) throw new Error("Chromium was killed and still runs.");
        await sleep(LOOK_AGAIN);
      }
      running.delete(leader);
      // What the page had sent before it died has arrived by now.
      await gone;
    },
  };
}

/**
 * @param {string} profile
 * @param {string} scratch folder for temporary files
 */
function startProcess(profile, scratch) {
  const { args, executablePath = chromium.executablePath() } = chromiumLaunch();
  const own = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
  // Detached makes it the leader of a group of its own, in which its children stand too.
  return spawn(executablePath, [...args, ...own, "about:blank"], {
    detached: true,
    stdio: "ignore",
    env: { ...process.env, TMPDIR: scratch },
  });
}

/**
 * @param {string} portFile
 * @param {import("node:child_process").ChildProcess} leader
 */
async function portOf(portFile, leader) {
  let failure;
  leader.once("error", (error) => {
    failure = error;
  });
  const end = Date.now() + LISTENS_MS;
  for (;;) {
    if (failure) throw failure;
    if (Date.now() > end) throw new Error("Chromium started, but listens at no port.");
    if (leader.exitCode !== null) throw new Error(`Chromium ended with ${leader.exitCode}.`);
    const [port] = (await readFile(portFile, "utf8").catch(() => "")).split("\n");
    if (port) return port;
    await sleep(LOOK_AGAIN);
  }
}
