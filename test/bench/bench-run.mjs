import { describeFigure, isMeasured } from "./figures.mjs";

/**
 * @typedef {import("./figures.mjs").Figure} Figure
 * @typedef {(figure: Figure) => void} Emit
 *
 * @typedef {object} Part one piece of the bench
 * @property {string} name
 * @property {(emit: Emit) => Promise<void>} measure tells each figure as soon as it is known
 *
 * @typedef {object} BenchRun
 * @property {() => Promise<boolean>} run whether every part was measured
 * @property {(reason: string) => void} stop gives up the part under way, and begins no other
 */

/**
 * Takes the parts of the bench one after another, and keeps what there is after each of them. A
 * part that fails costs its own figures, not those of hours before.
 *
 * @param {object} options
 * @param {readonly Part[]} options.parts
 * @param {Pick<import("./results.mjs").ResultKeeper, "keep">} options.keeper
 * @param {import("./watchdog.mjs").Watchdog} options.watchdog
 * @param {() => Promise<unknown>} options.abandon closes what a part that was given up has open
 * @param {(line: string) => void} options.log
 * @returns {BenchRun}
 */
export function createBenchRun({ parts, keeper, watchdog, abandon, log }) {
  /** @type {Figure[]} */
  const figures = [];
  /** @type {Record<string, number>} */
  const seconds = {};
  const missing = new Set(parts.map(({ name }) => name));
  /** @type {string[]} */
  const failures = [];
  /** @type {string | undefined} */
  let stopped;

  const keep = (/** @type {string} */ reason) => {
    const incomplete = missing.size > 0 && { reason, missing: [...missing] };
    keeper.keep(figures, { parts: seconds, ...(incomplete && { incomplete }) });
  };

  /** @param {Part} part */
  const take = async ({ name, measure }) => {
    const start = performance.now();
    const before = figures.length;
    /** @type {string[]} */
    const unusable = [];
    let isUnderWay = true;
    log(`\n${name}`);
    const emit = (/** @type {Figure} */ figure) => {
      // What was given up may go on for a while.
      if (!isUnderWay) return;
      if (!isMeasured(figure)) unusable.push(figure.name);
      else {
        figures.push(figure);
        log(`  ${describeFigure(figure)}`);
        keep(`The run had come as far as the part “${name}”.`);
      }
    };
    try {
      await watchdog.guard(() => measure(emit), abandon);
      if (unusable.length > 0) throw new Error(`No number: ${unusable.join(", ")}.`);
      if (figures.length === before) throw new Error("It measured nothing.");
      missing.delete(name);
    } catch (error) {
      const failure = `The part “${name}” could not be measured: ${messageOf(error)}`;
      failures.push(failure);
      log(`  ✗ ${failure}`);
    }
    isUnderWay = false;
    seconds[name] = Number(((performance.now() - start) / 1_000).toFixed(1));
    log(`  ${name} took ${seconds[name]} s`);
  };

  return {
    stop(reason) {
      stopped = reason;
      watchdog.fail(new Error(reason));
    },
    async run() {
      for (const part of parts) {
        if (stopped) break;
        await take(part);
        keep(`The run had come as far as the part “${part.name}”.`);
      }
      keep([...failures, ...(stopped && failures.length === 0 ? [stopped] : [])].join(" "));
      return missing.size === 0;
    },
  };
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
