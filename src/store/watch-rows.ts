import { atOnceThenPaced } from "../eventlog/at-once-then-paced.ts";
import { createPaceMeter, type Pace } from "./pace.ts";

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
 * @param tell is called at once, and then now and then.
 */
export function watchRows(tell: (rows: RowsDone) => void): (done: number, total: number) => void {
  const paceOf = createPaceMeter();
  let latest: RowsDone = { done: 0, total: 0 };
  const tellLatest = atOnceThenPaced(() => tell(latest), DRAWING_MS);
  tellLatest();
  return (done, total) => {
    const pace = paceOf(done, total);
    latest = { done, total, ...(pace && { pace }) };
    tellLatest();
  };
}
