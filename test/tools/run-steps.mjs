// Runs steps of a check, each a program of its own, and counts what they say.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { testEnvironment } from "./test-environment.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const RESULTS = join(ROOT, "test", "results");
const PATH = [join(ROOT, "node_modules", ".bin"), process.env.PATH].join(delimiter);

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ code: number, output: string }} Run
 * @typedef {{ name: string, command: string[], env?: Record<string, string>, count: (run: Run) => Counts }} Step
 */

/** Ends each step that is under way. @type {Set<(signal: NodeJS.Signals) => void>} */
const stops = new Set();
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(signal, () => {
    for (const stop of stops) stop(signal);
    process.exit(1);
  });
}

/**
 * Runs lanes of steps at once, each step of a lane behind the one before, also where that failed. Prints a line for each
 * step, what failed ones said, and last `N passed, N failed`; sets the exit code.
 *
 * @param {Step[]} first steps that all others need
 * @param {Step[][]} lanes
 * @param {Step[]} [last] steps that want the machine for themselves
 */
export async function runSteps(first, lanes, last = []) {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const start = performance.now();
  const sum = { passed: 0, failed: 0 };
  await runLane(first, sum);
  await Promise.all(lanes.map((lane) => runLane(lane, sum)));
  await runLane(last, sum);
  console.log(`${secondsSince(start)} s`);
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed ? 1 : 0;
}

/** @param {Step[]} steps @param {{ passed: number, failed: number }} sum */
async function runLane(steps, sum) {
  for (const step of steps) await runStep(step, sum);
}

/** @param {Step} step @param {{ passed: number, failed: number }} sum */
async function runStep(step, sum) {
  const begin = performance.now();
  const run = await execute(step);
  const counts = step.count(run);
  // A skipped test is a promise nobody checked: it counts as failed.
  const bad = counts.failed + counts.skipped;
  sum.passed += counts.passed;
  sum.failed += bad;
  const skipped = counts.skipped ? ` (${counts.skipped} of them skipped)` : "";
  console.log(
    `${bad ? "✗" : "✓"} ${step.name}: ${counts.passed} passed, ${bad} failed${skipped}, ${secondsSince(begin)} s`,
  );
  if (bad) console.log(`\n${run.output.trim()}\n`);
}

/** @param {number} begin milliseconds */
function secondsSince(begin) {
  return ((performance.now() - begin) / 1000).toFixed(1);
}

/**
 * A step that is one test: it succeeds or not.
 *
 * @param {string} name
 * @param {string[]} command
 * @returns {Step}
 */
export function single(name, command) {
  return {
    name,
    command,
    count: ({ code }) => ({ passed: code ? 0 : 1, failed: code ? 1 : 0, skipped: 0 }),
  };
}

/**
 * A project of Vitest, or some of its files.
 *
 * @param {string} project
 * @param {{ only?: string[], env?: Record<string, string> }} [some] parts of the files' names; variables of the stories
 * @returns {Step}
 */
export function vitest(project, { only = [], env = {} } = {}) {
  const file = join(RESULTS, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return {
    name: project,
    command: ["vitest", "run", `--project=${project}`, ...reporters, ...only],
    env,
    count: (run) =>
      countReport(run, file, (report) => ({
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests + report.numTodoTests,
      })),
  };
}

/**
 * The end-to-end stories, or those of some files.
 *
 * @param {string} name
 * @param {{ only?: string[], env?: Record<string, string> }} [some] parts of the files' names; variables of the stories
 * @returns {Step}
 */
export function playwright(name, { only = [], env = {} } = {}) {
  const file = join(RESULTS, `${name}.json`);
  return {
    name,
    command: ["playwright", "test", "-c", "test/e2e/playwright.config.ts", ...only],
    env: { HINDSIGHT_E2E_REPORT: file, ...env },
    count: (run) =>
      countReport(run, file, ({ stats }) => ({
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky,
        skipped: stats.skipped,
      })),
  };
}

/**
 * Counts a runner's report. No report, no test, or a failure outside every test (a file that does not load) is one failure.
 *
 * @param {Run} run
 * @param {string} file
 * @param {(report: any) => Counts} read
 * @returns {Counts}
 */
function countReport(run, file, read) {
  const none = { passed: 0, failed: 0, skipped: 0 };
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, "utf8"))) : none;
  const total = counts.passed + counts.failed + counts.skipped;
  const failedOutside = counts.failed === 0 && (run.code !== 0 || total === 0);
  return failedOutside ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {Step} step
 * @returns {Promise<Run>}
 */
function execute({ command: [program = "", ...args], env }) {
  return new Promise((resolve) => {
    let output = "";
    const stop = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    const child = spawn(program, args, {
      cwd: ROOT,
      env: {
        ...{ ...process.env, ...testEnvironment(), PATH },
        ...{ NO_COLOR: "1", FORCE_COLOR: "0", CI: "1" },
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
      // On Windows these are .cmd files, which want a shell.
      shell: process.platform === "win32",
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    // A step must not outlive the check: the next one builds the app anew.
    const end = (/** @type {Run} */ run) => {
      stops.delete(stop);
      resolve(run);
    };
    stops.add(stop);
    child.on("error", (error) => end({ code: 1, output: `${output}\n${error}` }));
    child.on("close", (code) => end({ code: code ?? 1, output }));
  });
}
