// The work that every library is given, in turn with ours.
import { stripVTControlCharacters } from "node:util";
import { comparedFigure, plainFigure, rounds } from "../figures.mjs";

const MOST_ROUNDS = 3;
const LATE_WRITES = 20;

/**
 * @typedef {{ writes: number, bulk: number, travel: number[] }} Sizes
 * @typedef {import("./peers-page.mjs").Site} Site
 * @typedef {import("../figures.mjs").Figure} Figure
 *
 * @typedef {object} Side one of the two that are compared
 * @property {(method: string, ...args: unknown[]) => Promise<any>} ask
 * @property {Site["run"]} run
 * @property {boolean} stores whether it has a storage of its own
 * @property {string} filled the database that a bulk of events went into last
 */

/**
 * Gives both sides the same work in turn. What a peer cannot do becomes a note.
 *
 * @param {{ peer: string, theirs: Site, ours: Site, sizes: Sizes, emit: (figure: Figure) => void }}
 *   options
 * @throws Error when ours could not do some of it.
 */
export async function measureWorks({ peer, theirs, ours, sizes, emit }) {
  const { writes, bulk, travel } = sizes;
  const name = (/** @type {string} */ work) => `peer-${peer}-${work}`;
  const sides = { ours: sideOf(ours), theirs: sideOf(theirs) };
  const beside = `the same by ${peer}`;

  /**
   * @param {string} work
   * @param {(side: Side, round: number) => Promise<Record<string, number | undefined>>} measure by
   *   what is added to the name of the work
   * @param {string} [more] a note
   */
  const compare = async (work, measure, more = "") => {
    /** @type {unknown} */
    let failure;
    const own = /** @type {Record<string, number>[]} */ ([]);
    const pairs = await rounds(
      async (round) => {
        const oursNow = await measure(sides.ours, round);
        own.push(oursNow);
        if (failure) return undefined;
        const theirsNow = await measure(sides.theirs, round).catch((error) => {
          failure = error;
        });
        return theirsNow && { ours: oursNow, theirs: theirsNow };
      },
      { most: MOST_ROUNDS },
    );
    const done = pairs.filter((pair) => pair !== undefined);
    const kinds = Object.keys(done[0]?.theirs ?? { "": 0 });
    for (const kind of kinds) {
      const known = done.filter(
        (pair) => pair.theirs[kind] !== undefined && pair.ours[kind] !== undefined,
      );
      const noteOf = [more, failure && reason(failure)].filter(Boolean).join("; ");
      const note = noteOf ? { note: noteOf } : {};
      const full = name(kind ? work.replace("travel", `travel-${kind}`) : work);
      if (known.length > 0) {
        emit({
          ...comparedFigure(full, "ms", {
            own: known.map((pair) => pair.ours[kind] ?? Number.NaN),
            baseline: known.map((pair) => pair.theirs[kind] ?? Number.NaN),
            beside,
            isSpeedup: true,
          }),
          ...note,
        });
      } else if (kind === "") {
        emit({
          ...plainFigure(
            full,
            "ms",
            own.map((one) => one[""] ?? Number.NaN),
          ),
          ...note,
        });
      }
    }
  };

  const [notes, stores] = await theirs
    .run((page) => page.evaluate(() => [window.works.notes(), window.works.can("writeBulk")]))
    .catch((error) => {
      throw new Error(`${peer} did not start: ${reason(error)}`);
    });
  sides.theirs.stores = stores;

  const mustStore = (/** @type {Side} */ side) => {
    if (!side.stores) throw new Error("no storage of its own");
  };
  const mustBeFilled = (/** @type {Side} */ side) => {
    mustStore(side);
    if (!side.filled) throw new Error("there is nothing to read");
  };

  await compare(
    "single-durable-write",
    async (side, round) => {
      mustStore(side);
      return { "": await side.ask("singles", "singles", writes, 1 + round * writes) };
    },
    notes,
  );
  await compare(`bulk-${short(bulk)}`, async (side, round) => {
    mustStore(side);
    const database = `bulk-${round}`;
    const ms = await side.ask("bulk", database, bulk);
    side.filled = database;
    return { "": ms };
  });
  await compare(`cold-read-${short(bulk)}`, async (side) => {
    mustBeFilled(side);
    const { ms, count } = await side.run(async (page, address) => {
      await page.goto(`${address}?read=${side.filled}`);
      return page.evaluate(() => window.works.coldRead());
    });
    if (count !== bulk) throw new Error(`${count} records of ${bulk}`);
    return { "": ms };
  });
  for (const count of travel) {
    await compare(`time-travel-${short(count)}`, async (side, round) => {
      let database = side.filled;
      if (side.stores && count !== bulk) {
        database = `travel-${count}`;
        if (round === 0) await side.ask("bulk", database, count);
      }
      if (side.stores && !database) throw new Error("there is nothing to read");
      const { screen, whole, build } = await side.ask("travel", database, count);
      return { "": screen, whole, build };
    });
  }
  await compare(`single-durable-write-after-${short(bulk)}`, async (side, round) => {
    mustBeFilled(side);
    const first = bulk + 1 + round * LATE_WRITES;
    return { "": await side.ask("singles", side.filled, LATE_WRITES, first) };
  });
}

/** @param {Site} site @returns {Side} */
function sideOf({ run }) {
  return {
    run,
    ask: (method, ...args) =>
      run((page) =>
        page.evaluate(([name, ...rest]) => window.works[name](...rest), [method, ...args]),
      ),
    stores: true,
    filled: "",
  };
}

/** @param {unknown} error */
function reason(error) {
  const text = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  const lines = text.split("\n").filter((line) => line.trim());
  // A line that ends so says only that something follows.
  const said = lines[0]?.endsWith(":") ? lines.slice(0, 2).join(" ") : (lines[0] ?? text);
  return said.slice(0, 200);
}

/** @param {number} count */
function short(count) {
  return count % 1_000 ? String(count) : `${count / 1_000}k`;
}
