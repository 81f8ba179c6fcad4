import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { FETCHED } from "./fetched-programs.mjs";

/** Folders where packages put programs and where PATH seldom leads. */
const SYSTEM_FOLDERS = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"];

/**
 * Finds a program: the one an environment variable names, else the system's, else the one fetched for this checkout.
 * Uses Node's own modules alone, because it also runs before packages are installed.
 *
 * @param {{ variable: string, names: readonly string[], places?: readonly string[] }} program the variable that
 *   names it, its names on PATH, and paths of installers that leave PATH alone
 * @returns {string | undefined} its path; whatever the variable says is returned as it is
 */
export function findProgram({ variable, names, places = [] }) {
  const named = process.env[variable];
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const inFolders = (/** @type {readonly string[]} */ list) =>
    names.flatMap((name) => list.map((folder) => join(folder, name)));
  return [...inFolders([...folders, ...SYSTEM_FOLDERS]), ...places, ...inFolders([FETCHED])].find(
    isExecutable,
  );
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
