/** Wakes a function that waits for news. */
export interface Alarm {
  ring(): void;
  /** Resolves to whether it rings within so many milliseconds, or has rung since the last call. */
  within(milliseconds: number): Promise<boolean>;
}

/** Makes an alarm for one function that waits. */
export function createAlarm(): Alarm {
  let hasRung = false;
  let wake = (): void => {};
  return {
    ring() {
      hasRung = true;
      wake();
    },
    async within(milliseconds) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          timer = setTimeout(resolve, milliseconds);
        });
      }
      clearTimeout(timer);
      const answer = hasRung;
      hasRung = false;
      return answer;
    },
  };
}
