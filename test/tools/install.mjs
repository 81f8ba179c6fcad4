// Runs before `npm start` and `npm test`, on a fresh clone too: nothing but Node's own modules here.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findChromium } from "./find-chromium.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LOCKFILE = `${ROOT}package-lock.json`;
const INSTALLED = `${ROOT}node_modules/.package-lock.json`;

if (!isInstalled()) {
  console.log("Installing packages (npm install) …");
  // Not `npm ci`: it stops at a lockfile that lacks the binaries of other platforms. The versions are the lockfile's
  // all the same, and it stays as it is. Vite is a development dependency, so NODE_ENV=production must not leave it out.
  const code = run("npm", ["install", "--no-save", "--include=dev", "--no-audit", "--no-fund"]);
  if (code !== 0) process.exit(code);
}

if (process.argv.includes("--for-tests") && !findChromium()) {
  console.log("No Chromium found: Playwright downloads one …");
  run("npx", ["--no-install", "playwright", "install", "chromium"]);
  if (!findChromium()) {
    console.error(
      "The browser tests need Chromium, and it could not be downloaded.\n" +
        "Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to one.",
    );
    process.exit(1);
  }
}

if (process.argv.includes("--for-tests") && spawnSync("nats-server", ["--version"]).error) {
  console.error(
    "The tests of shared books need nats-server 2.9 or newer.\n" +
      "Install it (Debian: apt-get install nats-server; elsewhere: https://nats.io/download), then run npm test again.",
  );
  process.exit(1);
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
 * @returns {Record<string, Package> | undefined}
 */
function packagesIn(lockfile) {
  return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, "utf8")).packages : undefined;
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
