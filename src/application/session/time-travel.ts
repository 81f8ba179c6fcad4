import { type Position, START } from "../../eventlog/envelope.ts";
import type { History } from "../../read-model/read-model.ts";
import { type BookStore, type Cursor, type Speed, shownPosition } from "../store/book-store.ts";

/** Moves the screen through time. Never touches the log. */
export interface TimeTravel {
  /** Goes to a moment; a position past the head becomes the head, one before 0 becomes 0. */
  goTo(cursor: Cursor): void;
  /** Goes by so many events; arriving at the head means returning to live. */
  stepBy(events: number): void;
  /** Goes to a position; at the head, that is live. */
  arriveAt(position: Position): void;
  /** Plays from the cursor, or from the start when live, until the head. */
  play(): void;
  pause(): void;
  setSpeed(speed: Speed): void;
}

/** Milliseconds between two frames of playing. */
const FRAME = 40;

/** Milliseconds that a wait between two events takes at most while they are played as they came. */
const LONGEST_WAIT = 1_000;

/** Makes the time travel of one book. */
export function createTimeTravel(store: BookStore, history: History): TimeTravel {
  let timer: ReturnType<typeof setInterval> | undefined;

  const goTo = (cursor: Cursor): void => {
    const state = store.getState();
    const head = history.head();
    const next = cursor === "live" ? cursor : clamp(cursor, head.position);
    if (next === state.cursor) return;
    const leaving = state.cursor === "live";
    // The head on the screen may be a frame behind the log.
    store.setState({ cursor: next, head, ...(leaving && { leftAt: head.position }) });
  };

  const arriveAt = (position: number): void => {
    goTo(position >= history.head().position ? "live" : (position as Position));
  };

  const pause = (): void => {
    clearInterval(timer);
    timer = undefined;
    if (store.getState().playing) store.setState({ playing: false });
  };

  // Milliseconds from an event to the next, while they are played.
  const waitAfter = (position: number): number => {
    const { speed } = store.getState();
    if (speed !== "real") return 1_000 / speed;
    const [begin, end] = [position, position + 1].map((at) => history.timeReached(at as Position));
    const wait = position === START ? 0 : (end ?? 0) - (begin ?? 0);
    // Never none: a thousand events of one moment are played one after the other, too.
    return Math.min(Math.max(wait, FRAME), LONGEST_WAIT);
  };

  return {
    goTo(cursor) {
      pause();
      goTo(cursor);
    },
    stepBy(events) {
      pause();
      arriveAt(shownPosition(store.getState()) + events);
    },
    arriveAt(position) {
      pause();
      arriveAt(position);
    },
    play() {
      pause();
      if (history.head().position === START) return;
      if (store.getState().cursor === "live") goTo(START);
      store.setState({ playing: true });
      let last = performance.now();
      // Milliseconds that were played and did not suffice for another event.
      let left = 0;
      timer = setInterval(() => {
        const now = performance.now();
        left += now - last;
        last = now;
        const from = shownPosition(store.getState());
        let to: number = from;
        for (let wait = waitAfter(to); left >= wait && to < history.head().position; ) {
          left -= wait;
          to += 1;
          wait = waitAfter(to);
        }
        if (to === from) return;
        arriveAt(to);
        if (store.getState().cursor === "live") pause();
      }, FRAME);
    },
    pause,
    setSpeed: (speed) => store.setState({ speed }),
  };
}

function clamp(position: number, head: Position): Position {
  return Math.min(Math.max(Math.trunc(position), START), head) as Position;
}
