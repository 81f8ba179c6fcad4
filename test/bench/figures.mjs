/**
 * Smallest and largest of the repetitions, and how many there were.
 *
 * @typedef {{ min: number, max: number, runs: number }} Spread
 */

/**
 * One figure, a median over repetitions. `baseline` is the median of what stands beside it,
 * measured in turn with it; `beside` names that; `ratio` compares the two medians, and
 * `ratioSpread` the two of each repetition.
 *
 * @typedef {{ name: string, value: number, unit: string, spread?: Spread, baseline?: number,
 *   beside?: string, baselineSpread?: Spread, ratio?: number, ratioSpread?: Spread, note?: string
 *   }} Figure
 */

/** Milliseconds of repetitions after which no other begins: three of two minutes each still fit. */
const ROUNDS_BUDGET_MS = 240_000;

/** @param {readonly number[]} values @param {number} part */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN;
}

/** The one in the middle; of an even number, halfway between the two. @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[sorted.length / 2 - 1] ?? upper) + upper) / 2;
}

/** @param {readonly number[]} values @returns {Spread} */
export function spreadOf(values) {
  const known = values.length > 0 ? values : [Number.NaN];
  return { min: Math.min(...known), max: Math.max(...known), runs: values.length };
}

/**
 * Measures again and again, but begins no other round once the budget is spent.
 *
 * @template Round
 * @param {(round: number) => Promise<Round>} measure
 * @param {{ most?: number, budget?: number }} [limits] rounds, and milliseconds
 * @returns {Promise<Round[]>}
 */
export async function rounds(measure, { most = 3, budget = ROUNDS_BUDGET_MS } = {}) {
  const start = performance.now();
  const measured = [];
  while (measured.length < most && (measured.length === 0 || performance.now() - start < budget)) {
    measured.push(await measure(measured.length));
  }
  return measured;
}

/**
 * A figure of its own: the median of the repetitions.
 *
 * @param {string} name @param {string} unit @param {readonly number[]} values one a repetition
 * @returns {Figure}
 */
export function plainFigure(name, unit, values) {
  return { name, value: median(values), unit, spread: spreadOf(values) };
}

/**
 * A figure beside a baseline of the same repetitions. The ratio says how many times as much ours
 * is; with `isSpeedup`, how many times as fast.
 *
 * @param {string} name @param {string} unit
 * @param {{ own: readonly number[], baseline: readonly number[], beside: string, isSpeedup?:
 *   boolean }} measured one value a repetition, and what the baseline is
 * @returns {Figure}
 */
export function comparedFigure(name, unit, { own, baseline, beside, isSpeedup = false }) {
  const compare = (/** @type {number} */ ours, /** @type {number} */ theirs) =>
    isSpeedup ? theirs / ours : ours / theirs;
  const ratios = own.map((value, round) => compare(value, baseline[round] ?? Number.NaN));
  return {
    ...plainFigure(name, unit, own),
    baseline: median(baseline),
    beside,
    baselineSpread: spreadOf(baseline),
    ratio: compare(median(own), median(baseline)),
    ratioSpread: spreadOf(ratios),
  };
}

/** @param {string} name @param {readonly number[]} values one a repetition @returns {Figure} */
export function milliseconds(name, values) {
  return plainFigure(name, "ms", values);
}

/** @param {string} name @param {readonly number[]} bytes one a repetition @returns {Figure} */
export function megabytes(name, bytes) {
  return plainFigure(
    name,
    "MB",
    bytes.map((value) => value / 1e6),
  );
}

/** Whether every number of a figure is one. @param {Figure} figure */
export function isMeasured({ value, baseline = 0, ratio = 0 }) {
  return [value, baseline, ratio].every(Number.isFinite);
}

/**
 * One line on a figure: its value, what it stands beside, and the ratio, each with its spread in
 * brackets.
 *
 * @param {Figure} figure
 */
export function describeFigure({ name, value, unit, spread, note, ...compared }) {
  const { baseline, beside = "its baseline", baselineSpread, ratio, ratioSpread } = compared;
  const words = [name.padEnd(32), `${brief(value)} ${unit}${describeSpread(spread)}`];
  if (baseline !== undefined) {
    words.push(`beside ${brief(baseline)} ${unit}${describeSpread(baselineSpread)}, ${beside}`);
  }
  if (ratio !== undefined) words.push(`${brief(ratio)} ×${describeSpread(ratioSpread)}`);
  if (note) words.push(note);
  return words.join("  ");
}

/** How a size is called in the name of a figure. @param {number} size */
export function nameOf(size) {
  return size >= 1_000_000 ? `${size / 1_000_000}m` : `${size / 1_000}k`;
}

/** @param {Spread} [spread] */
function describeSpread({ min, max, runs } = { min: 0, max: 0, runs: 0 }) {
  return runs > 1 ? ` (${brief(min)} to ${brief(max)}, ${runs} runs)` : "";
}

/** @param {number} value */
function brief(value) {
  return Number(value.toPrecision(3)).toLocaleString("en", { maximumSignificantDigits: 3 });
}
