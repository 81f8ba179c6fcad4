/**
 * Wraps what need not run on every call: the first call runs it at once, calls that follow closely share a run.
 * The last call is always followed by a run. Not by animation frame, which never comes in a hidden tab.
 * @param pace milliseconds between two runs while calls keep coming.
 */
export function atOnceThenPaced(run: () => void, pace: number): () => void {
  let resting = false;
  let due = false;
  const rested = (): void => {
    resting = false;
    if (due) call();
  };
  const call = (): void => {
    due = resting;
    if (resting) return;
    resting = true;
    run();
    setTimeout(rested, pace);
  };
  return call;
}
