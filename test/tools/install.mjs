// Runs before `npm start` and `npm test`, on a fresh clone too: nothing but Node's own modules here.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { hasApt, installPackages, unpackPackages } from "./debian-packages.mjs";
import { CHROMIUM_ARGS, findChromium } from "./find-chromium.mjs";
import { findFirefox } from "./find-firefox.mjs";
import { findNatsServer } from "./find-nats-server.mjs";
import { installNpmChromium } from "./npm-chromium.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LOCKFILE = `${ROOT}package-lock.json`;
const INSTALLED = `${ROOT}node_modules/.package-lock.json`;
const OLDEST_NODE = [20, 19];
/** Milliseconds within which a program has started. Generous: a slow machine is no failure. */
const PATIENCE = 60_000;

/**
 * A program that the tests use: how it is found, why it does not start, and where Debian has it.
 *
 * @typedef {import("./debian-packages.mjs").DebianProgram & { title: string, variable: string, elsewhere: string,
 *   find: () => string | undefined, problem: (path: string) => string | undefined | Promise<string | undefined>,
 *   fetchOtherwise?: () => string | undefined }} TestProgram
 */

/** @type {TestProgram[]} */
const PROGRAMS = [
  {
    title: "Chromium",
    package: "chromium",
    name: "chromium",
    file: "usr/lib/chromium/chromium",
    find: findChromium,
    problem: problemOfChromium,
    variable: "CHROMIUM_PATH",
    elsewhere: "npx playwright install chromium",
    fetchOtherwise: () => installNpmChromium() && downloadPlaywrightChromium(),
  },
  {
    title: "Firefox",
    package: "firefox-esr",
    name: "firefox-esr",
    file: "usr/lib/firefox-esr/firefox-esr",
    find: findFirefox,
    problem: (path) => problemOfProgram(path, ["--headless", "--version"]),
    variable: "FIREFOX_PATH",
    elsewhere: "see https://www.mozilla.org/firefox",
  },
  {
    title: "nats-server",
    package: "nats-server",
    name: "nats-server",
    file: "usr/sbin/nats-server",
    find: findNatsServer,
    problem: (path) => problemOfProgram(path, ["--version"]),
    variable: "NATS_SERVER_PATH",
    elsewhere: "see https://nats.io/download",
  },
];

checkNode();
installModules();
if (process.argv.includes("--for-tests")) {
  fetchPrograms();
  await checkPrograms();
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  stop(
    `Hindsight needs Node ${OLDEST_NODE.join(".")} or newer, and this is ${process.versions.node}.\n` +
      "Install a newer one (https://nodejs.org), then run this command again.",
  );
}

function installModules() {
  if (isInstalled()) return;
  console.log("Installing packages (npm ci) …");
  // Vite is a development dependency, so NODE_ENV=production must not leave it out.
  const code = run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"]);
  if (code === 0) return;
  stop(
    "The packages could not be installed: npm says why above. Nothing is left half done that a next run would use.\n" +
      "Once the registry of packages can be reached, run this command again.",
  );
}

function fetchPrograms() {
  const missing = PROGRAMS.filter(({ find }) => !find());
  if (missing.length === 0) return;
  const names = missing.map(({ title }) => title).join(", ");
  let reason = "this system has no apt-get";
  if (hasApt()) {
    console.log(`Fetching what the tests need and this system lacks: ${names} …`);
    const packages = missing.map((program) => program.package);
    const refused = installPackages(packages);
    if (refused) console.log(`Not system-wide (${refused}): unpacking it below node_modules …`);
    reason = (refused && unpackPackages(missing)) || "";
  }
  for (const { title, find, fetchOtherwise } of missing) {
    if (find() || !fetchOtherwise) continue;
    console.log(`${title} not from Debian's packages (${reason}): fetching a build from npm …`);
    const failure = fetchOtherwise();
    if (failure) console.log(failure);
  }
}

// Without Firefox its own tests fail, each saying so, and all others run.
async function checkPrograms() {
  let isUsable = true;
  for (const program of PROGRAMS) {
    const sentence = await describeProblem(program);
    if (!sentence) continue;
    console.error(sentence);
    isUsable &&= program.title === "Firefox";
  }
  if (!isUsable) process.exit(1);
}

/** @param {TestProgram} program @returns {Promise<string | undefined>} what is wrong, and the way out */
async function describeProblem({ title, package: name, find, problem, variable, elsewhere }) {
  const advice =
    `Install it (Debian: apt-get install ${name}; elsewhere: ${elsewhere}), ` +
    `or set ${variable} to one, then run npm test again.`;
  const path = find();
  if (!path)
    return `The tests need ${title}, which is not here and could not be fetched. ${advice}`;
  const said = await problem(path);
  return said && `${title} at ${path} does not start: ${said}\n${advice}`;
}

/**
 * @param {string} path
 * @param {string[]} words with which it ends by itself
 */
function problemOfProgram(path, words) {
  const { status, error, stderr } = spawnSync(path, words, { encoding: "utf8", timeout: PATIENCE });
  if (status === 0) return undefined;
  return stderr?.trim().split("\n").at(-1) || error?.message || `it ended with ${status}`;
}

/** Only a page tells: `--version` does without most libraries. @param {string} executablePath */
async function problemOfChromium(executablePath) {
  const { chromium } = await import("playwright");
  try {
    const options = { executablePath, args: CHROMIUM_ARGS, timeout: PATIENCE };
    const browser = await chromium.launch(options);
    await (await browser.newPage()).goto("data:text/html,<p>", { timeout: PATIENCE });
    await browser.close();
    return undefined;
  } catch (error) {
    const lines = String(error).split("\n");
    // The browser's own words, where it said any.
    return lines.findLast((line) => /error while|ERROR:|FATAL/.test(line))?.trim() ?? lines[0];
  }
}

/** @returns {string | undefined} */
function downloadPlaywrightChromium() {
  const code = run("npx", ["--no-install", "playwright", "install", "chromium"]);
  return code === 0 ? undefined : "Playwright could not download one either.";
}

/** Compares what is installed with the lockfile: times of files tell nothing after a checkout. */
function isInstalled() {
  const installed = packagesIn(INSTALLED);
  if (!installed) return false;
  return Object.entries(packagesIn(LOCKFILE) ?? {}).every(([path, wanted]) => {
    if (path === "") return true;
    const found = installed[path];
    // npm leaves out what is meant for other platforms.
    if (!found) return Boolean(wanted.optional || wanted.devOptional);
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Package
 * @param {string} lockfile
 * @returns {Record<string, Package> | undefined} nothing where it is missing or cut
 */
function packagesIn(lockfile) {
  try {
    return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, "utf8")).packages : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  // On Windows these are .cmd files, which want a shell.
  const shell = process.platform === "win32";
  return spawnSync(command, args, { cwd: ROOT, stdio: "inherit", shell }).status ?? 1;
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
