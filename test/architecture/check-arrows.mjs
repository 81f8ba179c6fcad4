// Checks the import directions, and that the checker still sees: it can silently read nothing and be content.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const CONFIG = fileURLToPath(new URL("dependency-cruiser.cjs", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const MUST_FAIL = fileURLToPath(new URL("must-fail", import.meta.url));
const CRUISER = `${ROOT}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`;
const FEWEST_MODULES = 20;

const problems = [];

const source = cruise(ROOT);
for (const { rule, from, to } of source.summary.violations) {
  problems.push(`${rule.name}: ${from} → ${to}`);
}
const seen = source.modules.filter((module) => module.source.startsWith("src/")).length;
if (seen <= FEWEST_MODULES) {
  problems.push(`only ${seen} modules of src were read: the check is blind`);
}

const broken = new Set(cruise(MUST_FAIL).summary.violations.map(({ rule }) => rule.name));
const rules = createRequire(import.meta.url)(CONFIG).forbidden.map(({ name }) => name);
for (const name of rules.filter((rule) => !broken.has(rule))) {
  problems.push(
    `rule ${name} finds nothing in must-fail: it is blind, or its violation is missing`,
  );
}

if (problems.length) {
  console.error(problems.join("\n"));
  process.exitCode = 1;
} else {
  console.log(`${seen} modules, ${rules.length} rules, no arrow points back`);
}

/** @param {string} cwd folder that holds a `src` */
function cruise(cwd) {
  const args = [CRUISER, "--config", CONFIG, "--output-type", "json", "src"];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (!stdout) throw new Error(`dependency-cruiser said nothing. ${stderr}`);
  return JSON.parse(stdout);
}
