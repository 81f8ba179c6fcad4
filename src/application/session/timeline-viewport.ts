import { type Position, START } from "../../eventlog/envelope.ts";
import type { AxisKind, BookState, BookStore, Span } from "../store/book-store.ts";

/** Chooses which part of the timeline is drawn. Never moves the cursor. */
export interface TimelineView {
  /** Draws a part alone; one that is too small or reaches beyond the log is fitted. */
  zoomTo(span: Span): void;
  /** Like `zoomTo`, in place of the part drawn now: the steps of one gesture are one step back. */
  replace(span: Span): void;
  /** Draws a part so many times as long, in which `around` stays where it is. Further steps of one gesture are not stepped back one by one. */
  zoomBy(factor: number, around: Position, step?: "first" | "further"): void;
  /** Draws what was drawn before the last zoom. */
  zoomBack(): void;
  /** Draws all of it. */
  fit(): void;
  /** Moves along by a share of the part that is drawn; earlier when negative. */
  moveBy(share: number): void;
  /** Moves along as far as it takes to show a place. */
  reveal(position: Position): void;
  setAxis(axis: AxisKind): void;
}

/** The shortest part that is drawn alone. */
const SHORTEST = 10;

/** The part of the timeline that is drawn: all of it, unless somebody zoomed. */
export function drawnSpan({ zooms, head }: Pick<BookState, "zooms" | "head">): Span {
  return zooms.at(-1) ?? { from: START, to: head.position };
}

/** Makes the timeline's view of one book. */
export function createTimelineView(store: BookStore): TimelineView {
  const put = (span: Span, below: readonly Span[]): void => {
    const end = store.getState().head.position;
    const fitted = withinLog(span, end);
    const isAll = fitted.from === START && fitted.to === end;
    store.setState({ zooms: isAll ? [] : [...below, fitted] });
  };
  const replace = (span: Span): void => put(span, store.getState().zooms.slice(0, -1));
  const zoomTo = (span: Span): void => put(span, store.getState().zooms);
  const shift = (span: Span, by: number): Span => ({
    from: (span.from + by) as Position,
    to: (span.to + by) as Position,
  });

  return {
    zoomTo,
    replace,
    zoomBy(factor, around, step = "first") {
      const { from, to } = drawnSpan(store.getState());
      const still = Math.min(Math.max(around, from), to);
      const zoom = step === "first" ? zoomTo : replace;
      zoom({
        from: Math.round(still - (still - from) * factor) as Position,
        to: Math.round(still + (to - still) * factor) as Position,
      });
    },
    zoomBack: () => store.setState(({ zooms }) => ({ zooms: zooms.slice(0, -1) })),
    fit: () => store.setState({ zooms: [] }),
    moveBy(share) {
      const state = store.getState();
      if (state.zooms.length === 0) return;
      const span = drawnSpan(state);
      replace(shift(span, Math.round((span.to - span.from) * share)));
    },
    reveal(position) {
      const state = store.getState();
      const span = drawnSpan(state);
      if (position >= span.from && position <= span.to) return;
      const end = position < span.from ? span.from : span.to;
      replace(shift(span, position - end));
    },
    setAxis: (axis) => store.setState({ axis }),
  };
}

// As long as wanted where there is room, and within the log.
function withinLog({ from, to }: Span, end: Position): Span {
  const length = Math.min(Math.max(to - from, SHORTEST), end);
  const begin = Math.min(Math.max(from, START), end - length);
  return { from: begin as Position, to: (begin + length) as Position };
}
