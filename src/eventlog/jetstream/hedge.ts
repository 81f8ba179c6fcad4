/** How often somebody is asked. */
export interface HedgeOptions {
  /** Milliseconds before the same is asked again, where no answer has come. */
  readonly pause: number;
  /** Times that it is asked at most. */
  readonly most: number;
  /** Whether an error says only that nobody answered: any other is an answer. */
  isSilence(error: unknown): boolean;
}

/**
 * Asks the same again while no answer comes, and takes the first: for a question that may be asked twice, and that may have gone to
 * somebody who is not there any more. These are the hedged requests of Dean and Barroso, The Tail at Scale, CACM 56 (2013).
 * @throws the first error that is an answer, or the last one where nobody answered at all.
 */
export function hedge<Answer>(
  ask: () => Promise<Answer>,
  { pause, most, isSilence }: HedgeOptions,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let asked = 0;
    let silent = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const askOnce = (): void => {
      asked += 1;
      if (asked < most) timer = setTimeout(askOnce, pause);
      ask().then(
        (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
        (error) => {
          silent += 1;
          if (isSilence(error) && silent < most) return;
          clearTimeout(timer);
          reject(error);
        },
      );
    };
    askOnce();
  });
}
