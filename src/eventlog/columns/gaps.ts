import { type Position, positionAfter } from "../envelope.ts";

/** Positions `from` to `to`, both included. */
export interface Stretch {
  readonly from: Position;
  readonly to: Position;
}

/** Which positions are still open, of those up to a known one. */
export interface Gaps {
  /** The first stretch that is open; undefined when none is. */
  first(): Stretch | undefined;
  /** Closes a stretch; tells which parts of it were open, in order. */
  close(from: Position, to: Position): readonly Stretch[];
}

/** All positions from 1 to `upTo`, open. */
export function createGaps(upTo: Position): Gaps {
  let open: Stretch[] = upTo > 0 ? [{ from: 1 as Position, to: upTo }] : [];
  return {
    first: () => open[0],
    close(from, to) {
      const closed: Stretch[] = [];
      open = open.flatMap((gap) => {
        if (to < gap.from || from > gap.to) return [gap];
        const inner = { from: later(from, gap.from), to: earlier(to, gap.to) };
        closed.push(inner);
        const before = { from: gap.from, to: positionAfter(inner.from, -1) };
        const after = { from: positionAfter(inner.to), to: gap.to };
        return [before, after].filter((rest) => rest.from <= rest.to);
      });
      return closed;
    },
  };
}

function later(one: Position, other: Position): Position {
  return one > other ? one : other;
}

function earlier(one: Position, other: Position): Position {
  return one < other ? one : other;
}
