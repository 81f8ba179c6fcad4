// The same work done by other libraries and by ours, in real Chromium. Alone:
// `node test/bench/peers/run.mjs [--only idb,dexie] [--scale 0.1] [--json FILE]`
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { describeFigure } from "../figures.mjs";
import { openSite } from "./peers-page.mjs";
import { measureWorks } from "./works.mjs";

/**
 * @typedef {import("./works.mjs").Sizes} Sizes
 * @typedef {import("../figures.mjs").Figure} Figure
 *
 * @typedef {object} Peers
 * @property {readonly string[]} names
 * @property {(peer: string, emit: (figure: Figure) => void) => Promise<void>} measure tells each
 *   figure as soon as it is known. What the peer cannot do becomes a note.
 * @property {() => Promise<void>} abandon closes what is open, and with it whatever waits for it
 * @property {() => Promise<void>} close
 */

const HERE = fileURLToPath(new URL(".", import.meta.url));
const OURS = "hindsight";
const PEERS = [
  "idb",
  "dexie",
  "rxdb",
  "pouchdb",
  "tinybase",
  "sqlite",
  "pglite",
  "pglite-opfs",
  "redux",
];
/** @type {Sizes} */
const SIZES = { writes: 200, bulk: 100_000, travel: [10_000, 100_000] };

/**
 * The peers, each of which is measured in turn with ours, both in fresh profiles of their own.
 *
 * @param {{ only?: readonly string[], sizes?: Sizes, onSign?: () => void }} [options]
 * @returns {Peers}
 */
export function openPeers({ only = PEERS, sizes = SIZES, onSign = () => {} } = {}) {
  /** @type {Promise<string> | undefined} */
  let folder;
  /** @type {Set<import("./peers-page.mjs").Site>} */
  const sites = new Set();

  const abandon = async () => {
    await Promise.all([...sites].map((site) => site.close()));
    sites.clear();
  };

  return {
    names: only,
    async measure(peer, emit) {
      install();
      folder ??= mkdtemp(join(tmpdir(), "hindsight-peers-"));
      const place = join(await folder, peer);
      const open = async (/** @type {string} */ name) => {
        const site = await openSite(name, join(place, name), onSign);
        sites.add(site);
        return site;
      };
      try {
        const [theirs, ours] = [await open(peer), await open(OURS)];
        await measureWorks({ peer, theirs, ours, sizes, emit });
      } finally {
        await abandon();
        await rm(place, { recursive: true, force: true, maxRetries: 5 });
      }
    },
    abandon,
    async close() {
      await abandon();
      if (folder) await rm(await folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

// The peers stand in a package of their own: neither the app nor its tests ever install them.
function install() {
  const { dependencies } = JSON.parse(readFileSync(join(HERE, "package.json"), "utf8"));
  const isThere = (/** @type {string} */ name) => existsSync(join(HERE, "node_modules", name));
  if (Object.keys(dependencies).every(isThere)) return;
  const args = ["install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"];
  const shell = process.platform === "win32";
  const { status } = spawnSync("npm", args, { cwd: HERE, stdio: "inherit", shell });
  if (status !== 0) throw new Error("The peers could not be installed.");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      scale: { type: "string", default: "1" },
      json: { type: "string" },
    },
  });
  const scaled = (/** @type {number} */ count) =>
    Math.max(10, Math.round(count * Number(values.scale)));
  /** @type {Figure[]} */
  const figures = [];
  const peers = openPeers({
    ...(values.only && { only: values.only.split(",") }),
    sizes: {
      writes: scaled(SIZES.writes),
      bulk: scaled(SIZES.bulk),
      travel: SIZES.travel.map(scaled),
    },
  });
  for (const peer of peers.names) {
    const start = performance.now();
    try {
      await peers.measure(peer, (figure) => {
        figures.push(figure);
        console.log(describeFigure(figure));
        if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
      });
    } catch (error) {
      process.exitCode = 1;
      console.error(`${peer} could not be measured:`, error);
    }
    console.log(`${peer} took ${Math.round((performance.now() - start) / 1_000)} s`);
  }
  await peers.close();
}
