/** Milliseconds between two runs: the length of a frame at 60 Hz. */
const FRAME = 16;

/**
 * Wraps something that need not run more often than the screen is drawn: it runs at once, and after that once more
 * for however many calls came within the frame. Not by animation frame, which never comes in a hidden tab.
 */
export function oncePerFrame(run: () => void): () => void {
  let waiting = false;
  let again = false;
  const turn = (): void => {
    waiting = again;
    if (!again) return;
    again = false;
    run();
    setTimeout(turn, FRAME);
  };
  return () => {
    if (waiting) {
      again = true;
      return;
    }
    waiting = true;
    run();
    setTimeout(turn, FRAME);
  };
}
