// `npm test`: every check, each step even when an earlier one failed. The last line is `N passed, N failed`.
import { freePort } from "./free-port.mjs";
import { playwright, runSteps, single, vitest } from "./run-steps.mjs";

const env = { HINDSIGHT_E2E_PORT: String(await freePort()) };

// Two lanes at once: while a browser waits in one, the other computes.
await runSteps(
  [single("build", ["vite", "build"])],
  [
    [
      playwright("e2e", { only: ["--project=stories"], env }),
      single("size", ["size-limit"]),
      single("format and lint", ["biome", "ci", "--colors=off"]),
      single("types", ["tsc", "--noEmit", "--pretty", "false"]),
      single("arrows", ["node", "test/architecture/check-arrows.mjs"]),
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
  ],
  [playwright("cluster", { only: ["--project=cluster"], env })],
);
