/** Visits between two moments at which the work may be put down. */
const STRIDE = 64;

/** Visits every entry once, the newest first, and goes on where it was put down; what came since comes before that. */
export function createDescent(
  count: () => number,
  visit: (entry: number) => void,
): () => Generator<void> {
  let high = count();
  let low = high + 1;
  return function* descend() {
    let visits = 0;
    while (high < count() || low > 1) {
      if (high < count()) visit(++high);
      else visit(--low);
      visits += 1;
      if (visits % STRIDE === 0) yield;
    }
  };
}

/** Two works by turns, until both are through. */
export function* byTurns(one: Generator<void>, other: Generator<void>): Generator<void> {
  let both = false;
  while (!both) {
    // Both take their step, whatever the other one says.
    const steps = [one.next(), other.next()];
    both = steps.every(({ done }) => done);
    if (!both) yield;
  }
}
