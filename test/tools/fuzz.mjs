// `npm run fuzz -- --files 10000 --seed 1`: imports so many spoilt files. Fewer of them are part of `npm test`.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { files: { type: "string", default: "10000" }, seed: { type: "string" } },
});
const { status } = spawnSync(
  "npx",
  ["--no-install", "vitest", "run", "--project=unit", "test/transfer/mutated-files.test.ts"],
  {
    stdio: "inherit",
    // On Windows npx is a .cmd file, which wants a shell.
    shell: process.platform === "win32",
    env: {
      ...process.env,
      HINDSIGHT_MUTATIONS: values.files,
      ...(values.seed && { HINDSIGHT_SEED: values.seed }),
    },
  },
);
process.exitCode = status ?? 1;
