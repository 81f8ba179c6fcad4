// `npm run fuzz -- --files 10000 --messages 10000 --seed 1`: imports so many spoilt files, and has
// copies of a shared book read so many spoilt messages, first in Node and then in real pages; one
// alone where only one is asked for. Fewer of them are part of `npm test`.
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

/** Milliseconds that a page may be busy without a break: no test looks at it, since it is time. */
const LONGEST_TASK_MS = 200;

const { values } = parseArgs({
  options: {
    files: { type: "string" },
    messages: { type: "string" },
    seed: { type: "string" },
  },
});
const isAll = values.files === undefined && values.messages === undefined;
const { files = isAll ? "10000" : undefined, messages = isAll ? "10000" : undefined } = values;
const seed = values.seed ?? String(randomInt(2 ** 31));
console.log(`Seed ${seed}. With --seed ${seed} all of it, keys included, is the same again.`);

if (files) {
  run(vitest("unit", "test/formats/mutated-files.test.ts"), { HINDSIGHT_MUTATIONS: files });
}
if (messages) {
  const env = {
    HINDSIGHT_MESSAGES: messages,
    HINDSIGHT_LONGEST_TASK: String(LONGEST_TASK_MS),
  };
  run(vitest("unit", "test/application/sharing/mutated-messages.test.ts"), env);
  run(["vite", "build", "--logLevel", "warn"]);
  run(vitest("firefox", "test/firefox/mutated-messages.test.ts"), env);
}

/** @param {string} project @param {string} file */
function vitest(project, file) {
  return ["vitest", "run", `--project=${project}`, file];
}

/** @param {string[]} command @param {Record<string, string>} [env] */
function run(command, env = {}) {
  const { status } = spawnSync("npx", ["--no-install", ...command], {
    stdio: "inherit",
    // On Windows npx is a .cmd file, which wants a shell.
    shell: process.platform === "win32",
    env: { ...process.env, HINDSIGHT_SEED: seed, ...env },
  });
  if (status !== 0) process.exitCode = status ?? 1;
}
