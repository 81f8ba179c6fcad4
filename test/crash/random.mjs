/**
 * Numbers from 0 up to 1 that look like chance and come again with the same seed (mulberry32).
 *
 * @param {number} seed
 * @returns {() => number}
 */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A moment between two others.
 *
 * @param {number} share from 0 to 1
 * @param {readonly [number, number]} span milliseconds
 */
export function momentIn(share, [earliest, latest]) {
  return Math.round(earliest + share * (latest - earliest));
}
