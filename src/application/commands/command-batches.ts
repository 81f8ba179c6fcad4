/** Commands settled in one go: the page can draw before the next ones. */
const MAX_BATCH_COMMANDS = 256;

/** Microtasks without another command until those who came are settled. */
const CALM_MICROTASKS = 8;

/** Microtasks within which whoever was answered has given the next command, when there is one. */
const ANSWERED_MICROTASKS = 64;

/**
 * Makes a queue in which those who come while others are being settled wait, and are settled
 * together next, in the order they came.
 * @param settle answers every one of a batch, and never throws.
 */
export function createBatches<Waiting>(
  settle: (batch: readonly Waiting[]) => Promise<void>,
): (waiting: Waiting) => void {
  let queue: Waiting[] = [];
  let working = false;

  const work = async (): Promise<void> => {
    working = true;
    while (queue.length > 0) {
      await untilCalm();
      const batch = queue.slice(0, MAX_BATCH_COMMANDS);
      queue = queue.slice(MAX_BATCH_COMMANDS);
      await settle(batch);
      await othersToCome(batch.length);
    }
    working = false;
  };

  const untilCalm = async (): Promise<void> => {
    for (let calm = 0; calm < CALM_MICROTASKS && queue.length < MAX_BATCH_COMMANDS; calm += 1) {
      const before = queue.length;
      await undefined;
      if (queue.length > before) calm = 0;
    }
  };

  const othersToCome = async (answered: number): Promise<void> => {
    for (let turn = 0; turn < ANSWERED_MICROTASKS && queue.length < answered; turn += 1) {
      await undefined;
    }
  };

  return (waiting) => {
    queue.push(waiting);
    if (!working) work();
  };
}
