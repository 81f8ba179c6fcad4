// `npm run fuzz -- --files 10000 --messages 10000 --seed 1`: imports so many spoilt files, and has
// copies of a shared book read so many spoilt messages; one alone where only one is asked for.
// Fewer of them are part of `npm test`.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    files: { type: "string" },
    messages: { type: "string" },
    seed: { type: "string" },
  },
});
const isAll = values.files === undefined && values.messages === undefined;
const { files = isAll ? "10000" : undefined, messages = isAll ? "10000" : undefined } = values;
const tests = [
  ...(files ? ["test/transfer/mutated-files.test.ts"] : []),
  ...(messages ? ["test/store/sharing/mutated-messages.test.ts"] : []),
];
const { status } = spawnSync("npx", ["--no-install", "vitest", "run", "--project=unit", ...tests], {
  stdio: "inherit",
  // On Windows npx is a .cmd file, which wants a shell.
  shell: process.platform === "win32",
  env: {
    ...process.env,
    ...(files && { HINDSIGHT_MUTATIONS: files }),
    ...(messages && { HINDSIGHT_MESSAGES: messages }),
    ...(values.seed && { HINDSIGHT_SEED: values.seed }),
  },
});
process.exitCode = status ?? 1;
