// Writes the newest figures that were kept into README.md: `node test/bench/render-figures.mjs`.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { median } from "./figures.mjs";
import { keptRuns } from "./results.mjs";

const README = fileURLToPath(new URL("../../README.md", import.meta.url));
const BEGIN = "<!-- figures: written by test/bench/render-figures.mjs -->";
const END = "<!-- /figures -->";

/** Which figures are shown, what they are called there, and what is to be held. */
const SHOWN = [
  ["dispatch-p50-ratio", "one order, durable (p50)", "≤ 1.5 ×"],
  ["dispatch-p99-ratio", "one order, durable (p99)", "≤ 2 ×"],
  ["dispatch-16-speedup", "16 writers at once", "≥ 5 ×"],
  ["import-1m-speedup", "importing 1M events", "≥ 4 ×"],
  ["import-1m-peak-mb", "importing 1M events: heap above idle, at its peak", "≤ 150 MB"],
  ["import-1m-peak-buffers-mb", "importing 1M events: buffers above idle, at their peak", ""],
  ["import-1m-longest-task-ms", "importing 1M events: longest task of the page", "≤ 50 ms"],
  ["open-1m-usable-ratio", "opening 1M events, tables and forms usable", "≤ 0.05 ×"],
  ["open-1m-whole-ratio", "opening 1M events, all of history there", "≤ 0.10 ×"],
  ["open-1m-bare-ratio", "opening 1M events with nothing kept to be opened sooner", "≤ 0.35 ×"],
  ["open-1m-longest-task-ms", "opening 1M events: longest task", "≤ 50 ms"],
  ["seek-1m-p50-ms", "any moment of 1M events: rows, counts, sums (p50)", ""],
  ["seek-1m-p99-ms", "any moment of 1M events (p99)", "≤ 2 ms"],
  ["seek-growth", "any moment of the largest book", "≤ 2 ×"],
  ["seek-filtered-1m-p95-ms", "any moment of 1M events with a filter and a sort (p95)", "≤ 16 ms"],
  ["drag-1m-p95-frame-ms", "dragging through 1M events: between two frames (p95)", "≤ 16.7 ms"],
  ["drag-1m-longest-task-ms", "dragging through 1M events: longest task", "≤ 50 ms"],
  ["play-1m-p95-frame-ms", "playing 100 events a second: between two frames (p95)", "≤ 16.7 ms"],
  ["play-1m-longest-task-ms", "playing 100 events a second: longest task", "≤ 50 ms"],
  ["histogram-1m-ms", "drawing the bars of any part of 1M events (p95)", "≤ 8 ms"],
  ["heap-100k-mb", "heap with 100,000 events open", "≤ 30 MB"],
  ["heap-1m-mb", "heap with 1M events open", "≤ 80 MB"],
  ["memory-1m-mb", "heap and buffers with 1M events open", "≤ 250 MB"],
  ["memory-1m-flat-mb", "heap and buffers, more after dragging for long", ""],
  ["shared-seen-p50-ratio", "an order of one browser on the screen of another (p50)", ""],
  ["shared-seen-p99-ratio", "an order of one browser on the screen of another (p99)", ""],
  ["shared-catch-up-ratio", "a newcomer reads 5,000 commands of a shared log", ""],
  [
    "shared-crowd-caught-up",
    "100 people, 4 of them giving 25 commands a second: caught up after the last",
    "≤ 1000 ms",
  ],
  ["shared-crowd-main-thread", "100 people: what the page’s main thread paid", ""],
  ["shared-crowd-longest-task", "100 people: longest task of the page", ""],
];

/** Other libraries, and how they are called. */
const PEERS = [
  ["idb", "idb"],
  ["dexie", "Dexie"],
  ["rxdb", "RxDB"],
  ["pouchdb", "PouchDB"],
  ["tinybase", "TinyBase"],
  ["sqlite", "SQLite"],
  ["pglite", "PGlite"],
  ["pglite-opfs", "PGlite, OPFS"],
  ["redux", "Redux DevTools"],
];

/** The work they were given. */
const WORKS = [
  ["single-durable-write", "one durable write"],
  ["single-durable-write-after-100k", "the same into 100,000"],
  ["bulk-100k", "100,000 in bulk"],
  ["cold-read-100k", "opening and reading 100,000"],
  ["time-travel-10k", "a screen as of a moment of 10,000"],
  ["time-travel-100k", "a screen as of a moment of 100,000"],
  ["time-travel-build-100k", "what it takes to be able to, of 100,000"],
];

const PEER_NOTES = [
  "A single write is slower than in idb, Dexie, SQLite and PGlite on OPFS: ours checks stream version and command id, chains the hash",
  "and keeps the journal in that transaction, the others put a record alone. Redux DevTools keeps every state in memory and nothing on disk.",
];

const runs = keptRuns();
if (runs.length === 0) throw new Error("No run has been kept yet: `npm run bench`.");
const readme = readFileSync(README, "utf8");
const [before, rest] = readme.split(BEGIN);
const after = rest?.split(END)[1];
if (after === undefined) throw new Error(`README.md does not say where: ${BEGIN} … ${END}`);
writeFileSync(README, `${before}${BEGIN}\n\n${figuresText()}\n\n${END}${after}`);
// Columns as wide as their widest figure.
spawnSync("npx", ["biome", "format", "--write", README], { shell: process.platform === "win32" });

// The newest run that has a figure tells it.
function figuresText() {
  const figures = new Map(runs.flatMap(figuresOf).map((one) => [one.name, one]));
  /** @type {string[]} */
  const missed = [];
  const lines = SHOWN.flatMap(([name = "", words, goal]) => {
    const figure = figures.get(name);
    if (!figure) return [];
    const { value, unit, spread, baseline, beside = "", baselineSpread } = figure;
    const { ratio, ratioSpread } = figure;
    // Browsers tell of no task that took less than 50 ms.
    const isTask = /longest-task(-ms)?$/.test(name);
    const told = (/** @type {number} */ one) => (isTask && one === 0 ? "< 50" : short(one));
    const ours = withSpread(`${told(value)} ${unit}`, spread, told);
    const other =
      baseline === undefined
        ? ["", ""]
        : [withSpread(`${short(baseline)} ${unit}`, baselineSpread), beside];
    const times = ratio === undefined ? "" : withSpread(`${short(ratio)} ×`, ratioSpread);
    if (goal && !holds(goal, ratio ?? value)) missed.push(words);
    return [`| ${[words, ours, ...other, times, goal].join(" | ")} |`];
  });
  const telling = runs.filter((run) => run.figures.some((one) => figures.get(one.name) === one));
  const commands = [...new Set(telling.map(describeCommand))].join(", ");
  return [
    "| what | ours | beside | which is | ratio | goal |",
    "| --- | ---: | ---: | --- | ---: | ---: |",
    ...lines,
    "",
    "In brackets: the smallest and the largest of the repetitions. Ours and what stands beside it",
    "were measured in turn.",
    "",
    ...(missed.length > 0 ? [`Goals that were not held: ${missed.join("; ")}.`, ""] : []),
    ...peersTable(figures),
    `Medians of ${commands} on ${describePlace(telling)}.`,
  ].join("\n");
}

/** @param {string} goal such as `≤ 1.5 ×` @param {number} value */
function holds(goal, value) {
  const limit = Number(goal.replace(/[^\d.]/g, ""));
  return goal.startsWith("≤") ? value <= limit : value >= limit;
}

/** How a seek grows means something up to the largest book alone. @param {import("./results.mjs").Run} run */
function figuresOf({ figures }) {
  const reachesLargest = figures.some(({ name }) => name === "seek-1m-p50-ms");
  return figures.filter(({ name }) => name !== "seek-growth" || reachesLargest);
}

/** @param {ReadonlyMap<string, import("./figures.mjs").Figure>} figures */
function peersTable(figures) {
  const cell = (/** @type {string} */ name) => {
    const { ratio, ratioSpread, baseline } = figures.get(name) ?? {};
    if (ratio !== undefined) return withSpread(`${short(ratio)} ×`, ratioSpread);
    return baseline === undefined ? "–" : `${short(baseline)} ms`;
  };
  const rows = WORKS.flatMap(([work, words]) => {
    const values = PEERS.flatMap(([peer]) => figures.get(`peer-${peer}-${work}`)?.value ?? []);
    if (values.length === 0) return [];
    const ours = median(values);
    const cells = PEERS.map(([peer]) => cell(`peer-${peer}-${work}`));
    return [`| ${[words, `${short(ours)} ms`, ...cells].join(" | ")} |`];
  });
  if (rows.length === 0) return [];
  return [
    "The same work by other libraries: how many times as long they take.",
    "",
    `| ${["work", "ours", ...PEERS.map(([, name]) => name)].join(" | ")} |`,
    `| --- | ${[0, ...PEERS].map(() => "---:").join(" | ")} |`,
    ...rows,
    "",
    ...PEER_NOTES,
    "",
  ];
}

/** @param {readonly import("./results.mjs").Run[]} telling */
function describePlace(telling) {
  const { machine, chromium, engine, node } = telling.at(-1) ?? {};
  const days = [...new Set(telling.map(({ date }) => date.slice(0, 10)))].join(" and ");
  const where = machine && `${machine.model}, ${machine.cores} cores, ${machine.memoryGb} GB`;
  const browser = engine ? `Chromium ${chromium} (${engine})` : `Chromium ${chromium}`;
  return `${days}: ${where}, ${browser}, Node ${node}`;
}

/** @param {import("./results.mjs").Run} run */
function describeCommand({ command, incomplete }) {
  return incomplete ? `\`${command}\` (incomplete)` : `\`${command}\``;
}

/**
 * @param {string} text
 * @param {import("./figures.mjs").Spread} [spread]
 * @param {(value: number) => string} [tell]
 */
function withSpread(text, spread, tell = short) {
  if (!spread || spread.runs < 2) return text;
  return `${text} (${tell(spread.min)} to ${tell(spread.max)})`;
}

/** @param {number} value */
function short(value) {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}
