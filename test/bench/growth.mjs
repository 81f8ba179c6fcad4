import { nameOf } from "./figures.mjs";

/** Figures that are looked at for their growth, with the size in their name left open. */
const GROWING = [
  "import-*-speedup",
  "import-*-peak-mb",
  "open-*-usable-ratio",
  "open-*-whole-ratio",
  "open-*-bare-ratio",
  "seek-*-p50-ms",
  "seek-*-p99-ms",
  "seek-filtered-*-p95-ms",
  "histogram-*-ms",
  "drag-*-p95-frame-ms",
  "play-*-p95-frame-ms",
  "heap-*-mb",
  "memory-*-mb",
  "dispatch-*-p50-ms",
];

/**
 * How figures grow with the book: the exponent that fits them best, 0 where they stay the same and 1 where they grow as the
 * book does.
 *
 * @param {readonly import("./figures.mjs").Figure[]} figures
 * @param {readonly number[]} sizes
 * @returns {import("./figures.mjs").Figure[]}
 */
export function growthFigures(figures, sizes) {
  const figureAt = (/** @type {string} */ pattern, /** @type {number} */ size) =>
    figures.find(({ name }) => name === pattern.replace("*", nameOf(size)))?.value;
  return GROWING.flatMap((pattern) => {
    const points = sizes.flatMap((size) => {
      const value = figureAt(pattern, size);
      return value !== undefined && value > 0 ? [[Math.log(size), Math.log(value)]] : [];
    });
    if (points.length < 2) return [];
    const name = `growth-${pattern.replace(/-\*|-speedup|-ratio|-ms$|-mb$/g, "")}`;
    return [{ name, value: slopeOf(points), unit: "exponent" }];
  });
}

/** Slope of the line that lies nearest to the points. @param {readonly number[][]} points */
function slopeOf(points) {
  const mean = (/** @type {number} */ axis) =>
    points.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  let over = 0;
  let under = 0;
  for (const [x = 0, y = 0] of points) {
    over += (x - meanX) * (y - meanY);
    under += (x - meanX) ** 2;
  }
  return over / under;
}
