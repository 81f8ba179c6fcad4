// Programs from Debian's packages: installed where that is allowed, else unpacked for this checkout alone.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CACHE, writeStarterScript } from "./fetched-programs.mjs";

/** Where unpacked packages stand: a tree like the system's own. */
const ROOT = join(CACHE, "debian");

/**
 * A program as a Debian package ships it.
 *
 * @typedef {{ package: string, name: string, file: string }} DebianProgram its package, its name on PATH, and the
 *   program behind that name, as a path below the root folder
 */

/** Whether this system has Debian's package manager. */
export function hasApt() {
  return !spawnSync("apt-get", ["--version"]).error && !spawnSync("dpkg", ["--version"]).error;
}

/**
 * Installs packages system-wide, as root or by a `sudo` that asks no question.
 *
 * @param {readonly string[]} packages
 * @returns {string | undefined} why some are not installed, or nothing when all are
 */
export function installPackages(packages) {
  const prefix = rootPrefix();
  if (!prefix) return "installing system-wide needs root";
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (/** @type {string[]} */ ...words) => run([...prefix, "apt-get", ...words], env);
  // Lists that are there may be enough, and a source that does not answer is none of ours.
  apt("-qq", "update");
  const install = ["-qq", "-y", "--no-install-recommends", "install"];
  const together = apt(...install, ...packages);
  if (!together) return undefined;
  // One that is not known here must not keep the others out.
  return packages.map((name) => apt(...install, name)).find(Boolean);
}

/**
 * Unpacks packages and whatever of their dependencies the system lacks below the cache folder, without root. A script
 * per program, in `bin` beside them, starts it with its libraries. Half of it is never taken for whole: both appear
 * under their names only when all is there.
 *
 * @param {readonly DebianProgram[]} programs
 * @param {readonly DebianProgram[]} others that were unpacked before: they share libraries, and come along once any of the
 *   programs can be had
 * @returns {string | undefined} why some are not there, or nothing when all are
 */
export function unpackPackages(programs, others) {
  try {
    return unpackAll(programs, others);
  } catch (error) {
    // A folder that may not be written to, a full disk.
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * @param {readonly DebianProgram[]} programs @param {readonly DebianProgram[]} others
 * @returns {string | undefined}
 */
function unpackAll(programs, others) {
  const work = join(CACHE, "unpacking");
  rmSync(work, { recursive: true, force: true });
  for (const folder of ["lists/partial", "archives/partial", "root"]) {
    mkdirSync(join(work, folder), { recursive: true });
  }
  const { got, refused } = download(programs, work);
  const before = got.length > 0 && others.length > 0 ? download(others, work).refused : undefined;
  const failure = got.length === 0 ? refused : (before ?? unpack(work));
  if (!failure) {
    rmSync(ROOT, { recursive: true, force: true });
    renameSync(join(work, "root"), ROOT);
    writeSettings();
    for (const program of [...got, ...others]) writeStarter(program);
  }
  rmSync(work, { recursive: true, force: true });
  return failure ?? refused;
}

/**
 * @param {readonly DebianProgram[]} programs @param {string} work
 * @returns {{ got: readonly DebianProgram[], refused?: string | undefined }} those whose packages are there, and why
 *   others are not
 */
function download(programs, work) {
  const settings = [
    `Dir::State=${work}`,
    "Dir::State::status=/var/lib/dpkg/status",
    `Dir::Cache=${work}`,
    "Debug::NoLocking=1",
    "APT::Sandbox::User=",
    "APT::Install-Recommends=false",
    "APT::Update::Error-Mode=any",
  ].flatMap((setting) => ["-o", setting]);
  const unknown = run(["apt-get", ...settings, "-qq", "update"]);
  if (unknown) return { got: [], refused: unknown };
  const fetch = (/** @type {readonly DebianProgram[]} */ wanted) => {
    const packages = wanted.map((program) => program.package);
    return run(["apt-get", ...settings, "-qq", "-y", "--download-only", "install", ...packages]);
  };
  if (!fetch(programs)) return { got: programs };
  // One that is not known here must not keep the others out.
  const answers = programs.map((program) => ({ program, refused: fetch([program]) }));
  return {
    got: answers.flatMap(({ program, refused }) => (refused ? [] : program)),
    refused: answers.find(({ refused }) => refused)?.refused,
  };
}

/** @param {string} work @returns {string | undefined} */
function unpack(work) {
  const folder = join(work, "archives");
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".deb"))) {
    const failure = run(["dpkg", "-x", join(folder, name), join(work, "root")]);
    if (failure) return failure;
  }
  return undefined;
}

// What a package's own scripts would write into /etc and /var at its installation.
function writeSettings() {
  const fonts = join(ROOT, "etc/fonts/fonts.conf");
  const text = read(fonts)
    .replaceAll("/usr/share/fonts", join(ROOT, "usr/share/fonts"))
    .replaceAll("/var/cache/fontconfig", join(ROOT, "var/cache/fontconfig"));
  if (text) writeFileSync(join(ROOT, "fonts.conf"), text);
  const folder = filesBelow(ROOT).find((file) => file.endsWith("/gdk-pixbuf-query-loaders"));
  if (!folder) return;
  const loaders = join(dirname(folder), "2.10.0/loaders");
  const env = { ...process.env, ...settingsOf(), GDK_PIXBUF_MODULEDIR: loaders };
  writeFileSync(
    join(ROOT, "loaders.cache"),
    spawnSync(folder, [], { env, encoding: "utf8" }).stdout,
  );
}

/** @returns {Record<string, string>} */
function settingsOf() {
  const libraries = filesBelow(ROOT).filter((file) => /\/lib[^/]*\.so[^/]*$/.test(file));
  // Folders of programs with libraries of their own find these by themselves.
  const folders = [...new Set(libraries.map(dirname))].filter((folder) =>
    /\/lib\/[^/]*-linux-gnu[^/]*(\/(pulseaudio|blas|lapack))?$/.test(folder),
  );
  return {
    LD_LIBRARY_PATH: folders.join(":"),
    FONTCONFIG_FILE: join(ROOT, "fonts.conf"),
    GDK_PIXBUF_MODULE_FILE: join(ROOT, "loaders.cache"),
    XDG_DATA_DIRS: join(ROOT, "usr/share"),
  };
}

/** @param {DebianProgram} program */
function writeStarter({ name, file }) {
  writeStarterScript(name, join(ROOT, file), settingsOf());
}

/** @returns {string[] | undefined} the words before a command that make it root's */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  return spawnSync("sudo", ["-n", "true"]).status === 0 ? ["sudo", "-n"] : undefined;
}

/** @param {string[]} words @param {NodeJS.ProcessEnv} [env] @returns {string | undefined} what it said last, where it failed */
function run([program = "", ...words], env = process.env) {
  const { status, stderr, error } = spawnSync(program, words, { env, encoding: "utf8" });
  if (status === 0) return undefined;
  return (
    (stderr ?? "").trim().split("\n").at(-1) || `${error ?? `${program} ended with ${status}`}`
  );
}

/** @param {string} folder */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) =>
    join(folder, file),
  );
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
