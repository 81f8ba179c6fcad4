// `npm run soak`: the stories of `npm test` that gain by being long, at their full length. Takes an hour or two.
import { freePort } from "./free-port.mjs";
import { playwright, runSteps, single, vitest } from "./run-steps.mjs";

const env = {
  HINDSIGHT_E2E_PORT: String(await freePort()),
  /** Leaders killed under four browsers, usernames fought for, commands of each of four tabs. */
  HINDSIGHT_KILLS: "10",
  HINDSIGHT_NAMES: "500",
  HINDSIGHT_COMMANDS: "2500",
};

// One at a time: they load the machine by themselves.
await runSteps(
  [single("build", ["vite", "build"])],
  [
    [
      playwright("long stories", { only: ["shared-cluster", "sharing", "tabs"], env }),
      vitest("unit", { only: ["cluster"], env: { HINDSIGHT_KILLS: "12" } }),
      single("fuzz", ["node", "test/tools/fuzz.mjs"]),
      single("crash", ["node", "test/crash/run.mjs", "--rounds", "200"]),
    ],
  ],
);
