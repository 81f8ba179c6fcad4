/** How fast rows go by, and how long the rest may take. */
export interface Pace {
  readonly perSecond: number;
  readonly secondsLeft: number;
}

/** Milliseconds before speed and time left are worth telling: at first both are guesses. */
const FIRST_GUESS_MS = 1_000;
/** Milliseconds for which they stay as they were told, so that they can be read. */
const STAYS_MS = 1_000;

/**
 * Seconds that work may still take, if it goes on as before; undefined where that is a guess.
 * @param elapsed milliseconds since it began.
 */
export function secondsLeft(done: number, total: number, elapsed: number): number | undefined {
  if (elapsed < FIRST_GUESS_MS || done === 0) return undefined;
  return Math.ceil((((total - done) / done) * elapsed) / 1_000);
}

/** Digits of a speed that mean something. */
const PACE_DIGITS = 2;

/** Begins to measure the pace of work; it is told anew once a second. */
export function createPaceMeter(): (done: number, total: number) => Pace | undefined {
  const start = performance.now();
  let told: { readonly at: number; readonly pace: Pace } | undefined;
  return (done, total) => {
    const now = performance.now();
    if (done === total) return undefined;
    if (told && now - told.at < STAYS_MS) return told.pace;
    const left = secondsLeft(done, total, now - start);
    if (left === undefined) return undefined;
    const perSecond = Number(((done / (now - start)) * 1_000).toPrecision(PACE_DIGITS));
    told = { at: now, pace: { perSecond, secondsLeft: left } };
    return told.pace;
  };
}
