// A Chromium for Linux that an npm package ships: for systems without Debian's packages, and without root.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CACHE, writeStarterScript } from "./fetched-programs.mjs";

/** The newest version that runs on Node 20. */
const PACKAGE = "@sparticuz/chromium@147.0.2";
const FOLDER = join(CACHE, "npm-chromium");

/**
 * Installs the package below the cache folder, with a script `chromium` in `bin` beside it that starts it with the
 * libraries that it brings along. Half of it is never taken for whole: the script comes last.
 *
 * @returns {string | undefined} why not, or nothing when it is there
 */
export function installNpmChromium() {
  if (process.platform !== "linux") return `${PACKAGE} runs on Linux alone`;
  try {
    return install();
  } catch (error) {
    // A folder that may not be written to, a full disk.
    return error instanceof Error ? error.message : String(error);
  }
}

/** @returns {string | undefined} */
function install() {
  const work = `${FOLDER}-unpacking`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, "package.json"), '{ "private": true, "type": "module" }\n');
  const shell = { cwd: work, encoding: /** @type {const} */ ("utf8") };
  const npm = ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE];
  const installed = spawnSync("npm", npm, shell);
  if (installed.status !== 0) return lastLine(installed.stderr) ?? "npm could not install it";
  // The package unpacks itself into the folder for temporary files, with libraries where it believes to be on a
  // bare server.
  const unpacked = spawnSync(
    process.execPath,
    ["-e", 'import("@sparticuz/chromium").then(({ default: it }) => it.executablePath())'],
    { ...shell, env: { ...process.env, TMPDIR: work, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" } },
  );
  if (unpacked.status !== 0 || !existsSync(join(work, "chromium"))) {
    return lastLine(unpacked.stderr) ?? "it could not be unpacked";
  }
  rmSync(FOLDER, { recursive: true, force: true });
  renameSync(work, FOLDER);
  writeStarterScript("chromium", join(FOLDER, "chromium"), {
    LD_LIBRARY_PATH: join(FOLDER, "al2023", "lib"),
    FONTCONFIG_PATH: join(FOLDER, "fonts"),
  });
  return undefined;
}

/** @param {string | undefined} text */
function lastLine(text) {
  return text?.trim().split("\n").at(-1) || undefined;
}
