/**
 * Makes a function that takes things one by one and has them worked on many at once: whatever comes while the last are under way
 * is next. With `most` waiting it answers with a promise, to be waited for.
 * @param onError told of the first failure; nothing is worked on after it.
 */
export function createInbox<Item>(
  work: (items: readonly Item[]) => Promise<void>,
  most: number,
  onError: (error: unknown) => void,
): (item: Item) => Promise<void> | undefined {
  let waiting: Item[] = [];
  let working: Promise<void> | undefined;
  let isBroken = false;

  const workOn = async (): Promise<void> => {
    try {
      while (waiting.length > 0) {
        const items = waiting;
        waiting = [];
        await work(items);
      }
    } catch (error) {
      isBroken = true;
      onError(error);
    }
    working = undefined;
  };

  return (item) => {
    if (isBroken) return undefined;
    waiting.push(item);
    working ??= workOn();
    return waiting.length < most ? undefined : working;
  };
}
