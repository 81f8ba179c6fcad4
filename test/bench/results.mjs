import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("results", import.meta.url));

/**
 * One run, as it is kept: where and how its figures came about.
 *
 * @typedef {{ date: string, command: string, machine: { model: string, cores: number, memoryGb: number },
 *   chromium: string, node: string, figures: import("./figures.mjs").Figure[] }} Run
 */

/**
 * @param {readonly import("./figures.mjs").Figure[]} figures
 * @param {string} chromium
 * @returns {Run}
 */
export function describeRun(figures, chromium) {
  const [{ model = "" } = {}] = cpus();
  // A folder's place says nothing to anybody else.
  const given = process.argv
    .slice(2)
    .join(" ")
    .replace(/(--folder[ =])\S+/, "$1DIR");
  return {
    date: new Date().toISOString(),
    command: given ? `npm run bench -- ${given}` : "npm run bench",
    machine: { model, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30) },
    chromium,
    node: process.version,
    figures: [...figures],
  };
}

/** Puts a run behind the others of its day. Returns the file. @param {Run} run */
export function keepRun(run) {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${run.date.slice(0, 10)}.json`);
  const runs = existsSync(file) ? readRuns(file) : [];
  writeFileSync(file, `${JSON.stringify([...runs, run], null, 2)}\n`);
  return file;
}

/** All runs that were kept, in order. @returns {Run[]} */
export function keptRuns() {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).sort() : [];
  return files
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => readRuns(join(FOLDER, file)));
}

/** @param {string} file @returns {Run[]} */
function readRuns(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
