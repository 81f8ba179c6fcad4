import { createPaceMeter, type Pace } from "../files/pace.ts";

/** How far the rows of a table have come. */
export interface RowsDone {
  readonly done: number;
  readonly total: number;
  /** Undefined where there is nothing to judge by. */
  readonly pace?: Pace;
}

/** Milliseconds between two drawings of the progress. */
const DRAWING_MS = 100;

/**
 * Begins to watch work on rows, which are none yet.
 * @param tell is called at once, and then now and then while rows are done.
 */
export function watchRows(tell: (rows: RowsDone) => void): (done: number, total: number) => void {
  const paceOf = createPaceMeter();
  let told = performance.now();
  tell({ done: 0, total: 0 });
  return (done, total) => {
    const now = performance.now();
    if (now - told < DRAWING_MS) return;
    told = now;
    const pace = paceOf(done, total);
    tell({ done, total, ...(pace && { pace }) });
  };
}
