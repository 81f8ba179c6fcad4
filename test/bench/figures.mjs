/**
 * One figure. `baseline` is what one would write by hand, measured in the same run; `ratio` says how the two compare.
 *
 * @typedef {{ name: string, value: number, unit: string, baseline?: number, ratio?: number }} Figure
 */

/** @param {readonly number[]} values @param {number} part */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN;
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * The median of a quantity over rounds.
 *
 * @template Round
 * @param {readonly Round[]} measured
 * @param {(round: Round) => number} quantity
 */
export function medianOf(measured, quantity) {
  return median(measured.map(quantity));
}

/**
 * Measures again and again, but begins no other round once the budget is spent.
 *
 * @template Round
 * @param {(round: number) => Promise<Round>} measure
 * @param {{ most?: number, budget?: number }} [limits]
 * @returns {Promise<Round[]>}
 */
export async function rounds(measure, { most = 3, budget = 120_000 } = {}) {
  const start = performance.now();
  const measured = [];
  while (measured.length < most && (measured.length === 0 || performance.now() - start < budget)) {
    measured.push(await measure(measured.length));
  }
  return measured;
}

/**
 * How many times as long ours takes; below 1 it is faster.
 *
 * @param {string} name @param {number} value @param {number} baseline
 * @returns {Figure}
 */
export function ratioFigure(name, value, baseline) {
  return { name, value, unit: "ms", baseline, ratio: value / baseline };
}

/**
 * How many times as fast ours is.
 *
 * @param {string} name @param {number} value @param {number} baseline
 * @returns {Figure}
 */
export function speedupFigure(name, value, baseline) {
  return { name, value, unit: "ms", baseline, ratio: baseline / value };
}

/** @param {string} name @param {number} value @returns {Figure} */
export function milliseconds(name, value) {
  return { name, value, unit: "ms" };
}

/** @param {string} name @param {number} bytes @returns {Figure} */
export function megabytes(name, bytes) {
  return { name, value: bytes / 1e6, unit: "MB" };
}

/** How a size is called in the name of a figure. @param {number} size */
export function nameOf(size) {
  return size >= 1_000_000 ? `${size / 1_000_000}m` : `${size / 1_000}k`;
}
