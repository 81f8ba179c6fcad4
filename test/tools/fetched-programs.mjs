import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of what `npm test` fetched for this checkout alone. */
export const CACHE = fileURLToPath(new URL("../../node_modules/.cache/programs", import.meta.url));

/** Folder of the scripts that start the programs in it. */
export const FETCHED = join(CACHE, "bin");

/**
 * Writes a script that starts a fetched program with its settings.
 *
 * @param {string} name name of the script, as the program is called on PATH
 * @param {string} program path of the program itself
 * @param {Readonly<Record<string, string>>} settings environment variables
 */
export function writeStarterScript(name, program, settings) {
  const quoted = (/** @type {string} */ text) => `'${text.replaceAll("'", "'\\''")}'`;
  const lines = Object.entries(settings).map(([key, value]) => `export ${key}=${quoted(value)}`);
  const script = join(FETCHED, name);
  mkdirSync(FETCHED, { recursive: true });
  writeFileSync(script, `#!/bin/sh\n${lines.join("\n")}\nexec ${quoted(program)} "$@"\n`);
  chmodSync(script, 0o755);
}

/**
 * Removes such a script, so that its program counts as missing.
 *
 * @param {string} path
 */
export function removeStarterScript(path) {
  rmSync(path, { force: true });
}
