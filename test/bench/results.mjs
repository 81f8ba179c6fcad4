import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("results", import.meta.url));

/**
 * One run, as it is kept: where and how its figures came about. `parts` tells the seconds each part
 * took; `incomplete` says why parts are missing, and which.
 *
 * @typedef {{ date: string, command: string, machine: { model: string, cores: number, memoryGb:
 *   number, load: number }, chromium: string, engine?: string, node: string, parts?: Record<string,
 *   number>, incomplete?: Incomplete, figures: import("./figures.mjs").Figure[] }} Run
 * @typedef {{ reason: string, missing: string[] }} Incomplete
 * @typedef {Omit<Run, "figures" | "parts" | "incomplete">} RunOrigin
 */

/**
 * Where and how the figures of this run come about.
 *
 * @param {{ version: string, engine: string }} browser
 * @returns {RunOrigin}
 */
export function describeRun({ version, engine }) {
  const [{ model = "" } = {}] = cpus();
  const [load = 0] = loadavg();
  // A folder's place says nothing to anybody else.
  const given = process.argv
    .slice(2)
    .join(" ")
    .replace(/(--(?:folder|json)[ =])\S+/g, "$1PLACE");
  return {
    date: new Date().toISOString(),
    command: given ? `npm run bench -- ${given}` : "npm run bench",
    machine: {
      model,
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      load: Number(load.toFixed(1)),
    },
    chromium: version,
    engine,
    node: process.version,
  };
}

/** One line on where a run is measured. @param {RunOrigin} origin */
export function describeOrigin({ date, machine, chromium, engine, node }) {
  const where = `${machine.model}, ${machine.cores} cores, ${machine.memoryGb} GB`;
  return `${date}: Chromium ${chromium} (${engine}), Node ${node}, ${where}, load ${machine.load}`;
}

/**
 * @typedef {object} ResultKeeper
 * @property {(figures: readonly import("./figures.mjs").Figure[], state: Pick<Run, "parts" |
 *   "incomplete">) => void} keep all figures so far, in the place of those before
 * @property {readonly string[]} places
 */

/**
 * Keeps the figures of a run as they come, so that one that is stopped leaves what it has.
 *
 * @param {RunOrigin} origin
 * @param {{ json?: string | undefined, folder?: string | undefined }} places a file of the figures
 *   alone; and the folder of all runs, where this one stands behind the others of its day
 * @returns {ResultKeeper}
 */
export function createResultKeeper(origin, { json, folder }) {
  const file = folder && join(folder, `${origin.date.slice(0, 10)}.json`);
  return {
    places: [json, file].filter((place) => place !== undefined),
    keep(figures, { parts, incomplete }) {
      if (json) writeJson(json, [...figures, ...incompleteFigures(incomplete)]);
      if (!folder || !file) return;
      const others = existsSync(file) ? readRuns(file) : [];
      const run = {
        ...origin,
        ...(parts && { parts }),
        ...(incomplete && { incomplete }),
        figures: [...figures],
      };
      mkdirSync(folder, { recursive: true });
      writeJson(file, [...others.filter(({ date }) => date !== origin.date), run]);
    },
  };
}

/** The folder of all runs. */
export const RESULTS_FOLDER = FOLDER;

/** All runs that were kept, in order. @returns {Run[]} */
export function keptRuns(folder = FOLDER) {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return files
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) => readRuns(join(folder, file)));
}

/**
 * What a list of nothing but figures says of those that are missing.
 *
 * @param {Incomplete} [incomplete]
 * @returns {import("./figures.mjs").Figure[]}
 */
function incompleteFigures(incomplete) {
  if (!incomplete) return [];
  const { reason, missing } = incomplete;
  const note = `${reason} Not measured: ${missing.join(", ")}.`;
  return [{ name: "incomplete", value: missing.length, unit: "parts", note }];
}

/**
 * In one step: who is killed while writing must not lose what was there.
 *
 * @param {string} file
 * @param {unknown} value
 */
function writeJson(file, value) {
  const draft = `${file}.draft`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(draft, file);
}

/** @param {string} file @returns {Run[]} */
function readRuns(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
