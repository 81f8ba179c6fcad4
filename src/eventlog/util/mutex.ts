/**
 * Runs work one after the other, in the order it was asked for, and at once when nothing else is under way. A failure is its
 * own and stops nobody else.
 */
export function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let busy = false;

  const next = (): void => {
    const begin = waiting.shift();
    busy = begin !== undefined;
    begin?.();
  };

  return async (work) => {
    if (busy) await new Promise<void>((begin) => waiting.push(begin));
    busy = true;
    try {
      return await work();
    } finally {
      next();
    }
  };
}
