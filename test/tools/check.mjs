// `npm test`: every check, each step even when an earlier one failed. The last line is `N passed, N failed`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const RESULTS = join(ROOT, "test", "results");
const PATH = [join(ROOT, "node_modules", ".bin"), process.env.PATH].join(delimiter);

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ code: number, output: string }} Run
 * @typedef {{ name: string, command: string[], env?: Record<string, string>, count: (run: Run) => Counts }} Step
 */

const PORT = await freePort();

/** What the others need: the app as it is served. */
const BUILD = single("build", ["vite", "build"]);

/**
 * Two lanes, each one step after the other, and both at once: while a browser waits, the other lane computes.
 *
 * @type {Step[][]}
 */
const LANES = [
  [
    playwright("e2e"),
    single("size", ["size-limit"]),
    single("format and lint", ["biome", "ci", "--colors=off"]),
    single("types", ["tsc", "--noEmit", "--pretty", "false"]),
    single("arrows", ["node", "test/arrows/check-arrows.mjs"]),
    single("dead code", ["knip", "--no-progress"]),
  ],
  [
    vitest("unit"),
    vitest("ui"),
    vitest("chromium"),
    vitest("firefox"),
    single("crash", ["node", "test/crash/run.mjs", "--rounds", "20"]),
    single("bench", ["node", "test/bench/run.mjs", "--sizes", "1000", "--trial", "--quick"]),
  ],
];

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

const start = performance.now();
let passed = 0;
let failed = 0;
await runStep(BUILD);
await Promise.all(LANES.map(runLane));
console.log(`${secondsSince(start)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

/** Runs each step, also behind one that failed. @param {Step[]} steps */
async function runLane(steps) {
  for (const step of steps) await runStep(step);
}

/** @param {Step} step */
async function runStep(step) {
  const begin = performance.now();
  const run = await execute(step);
  const counts = step.count(run);
  // A skipped test is a promise nobody checked: it counts as failed.
  const bad = counts.failed + counts.skipped;
  passed += counts.passed;
  failed += bad;
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

/** A port that is free now, so that a server of somebody else is never in the way. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}

/**
 * A step that is one test: it succeeds or not.
 *
 * @param {string} name
 * @param {string[]} command
 * @returns {Step}
 */
function single(name, command) {
  return {
    name,
    command,
    count: ({ code }) => ({ passed: code ? 0 : 1, failed: code ? 1 : 0, skipped: 0 }),
  };
}

/**
 * @param {string} project
 * @returns {Step}
 */
function vitest(project) {
  const file = join(RESULTS, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  return {
    name: project,
    command: ["vitest", "run", `--project=${project}`, ...reporters],
    count: (run) =>
      countReport(run, file, (report) => ({
        passed: report.numPassedTests,
        failed: report.numFailedTests,
        skipped: report.numPendingTests + report.numTodoTests,
      })),
  };
}

/**
 * @param {string} name
 * @returns {Step}
 */
function playwright(name) {
  const file = join(RESULTS, `${name}.json`);
  return {
    name,
    command: ["playwright", "test", "-c", "test/e2e/playwright.config.ts"],
    env: { HINDSIGHT_E2E_REPORT: file, HINDSIGHT_E2E_PORT: String(PORT) },
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
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, PATH, NO_COLOR: "1", FORCE_COLOR: "0", CI: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // On Windows these are .cmd files, which want a shell.
      shell: process.platform === "win32",
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.on("error", (error) => resolve({ code: 1, output: `${output}\n${error}` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
