import type { AxisKind, Span } from "../../../application/store/book-store.ts";
import { type EpochMs, type Position, START } from "../../../eventlog/envelope.ts";
import type { History } from "../../../read-model/read-model.ts";

/** How the timeline's width is shared among the places of its cursor. */
export interface Axis {
  readonly kind: AxisKind;
  readonly span: Span;
  /** Share of the width, 0 to 1, at which a place stands; beyond these outside the span. */
  shareOf(position: Position): number;
  /** The place nearest to a share of the width; the span's ends outside it. */
  positionAt(share: number): Position;
  /** Stretches in which nothing happened and that take less room than they lasted. */
  readonly folds: readonly Fold[];
}

/** A folded stretch. */
export interface Fold {
  /** Share of the width at which it begins. */
  readonly share: number;
  readonly ms: number;
}

/** What an axis asks of a history. */
export type TimedHistory = Pick<History, "timeReached" | "positionAt">;

/** Share of the width that a folded stretch takes. */
export const FOLD = 0.025;

/** A stretch without an event is folded when it lasts longer than this share of all, and than so many others. */
const LONG = 1 / 20;
const UNUSUAL = 4;

/** Makes the axis of a part of the timeline. Its cost does not grow with the log. */
export function createAxis(kind: AxisKind, span: Span, history: TimedHistory): Axis {
  return (kind === "time" && timeAxis(span, history)) || eventAxis(span);
}

function eventAxis(span: Span): Axis {
  const { from, to } = span;
  const length = to - from;
  return {
    kind: "events",
    span,
    shareOf: (position) => (length === 0 ? 1 : (position - from) / length),
    positionAt: (share) => within(span, Math.round(from + share * length)),
    folds: [],
  };
}

/** A stretch of time that is drawn to scale. */
interface Piece {
  readonly begin: number;
  readonly end: number;
  readonly share: number;
  /** Share of the width by the millisecond. */
  readonly scale: number;
}

// The first event of a span stands where time begins: the place before it has no time of its own.
function timeAxis(span: Span, history: TimedHistory): Axis | undefined {
  const first = Math.max(span.from, START + 1) as Position;
  const begin = history.timeReached(first);
  const end = history.timeReached(span.to);
  // Events of one moment have no length in time.
  if (span.to <= first || end <= begin) return undefined;
  const waits = longWaits(first, span.to, history);
  const waited = waits.reduce((sum, wait) => sum + wait.end - wait.begin, 0);
  // Two moments with nothing between them: there is no time left to be drawn.
  if (waited >= end - begin) return undefined;
  const { pieces, folds } = layOut(begin, end, waits, waited);
  const pieceFor = (fits: (piece: Piece) => boolean): Piece =>
    pieces.find(fits) ?? (pieces.at(-1) as Piece);

  return {
    kind: "time",
    span,
    shareOf(position) {
      if (position < first) return 0;
      if (position > span.to) return 1 + (position - span.to) / (span.to - span.from);
      const time = history.timeReached(position);
      const piece = pieceFor((one) => time <= one.end);
      return piece.share + Math.max(time - piece.begin, 0) * piece.scale;
    },
    positionAt(share) {
      if (share <= 0) return span.from;
      if (share >= 1) return span.to;
      const next = pieces.findIndex((one) => one.share > share);
      const piece = pieces[next < 0 ? pieces.length - 1 : next - 1] as Piece;
      const time = Math.min(piece.begin + (share - piece.share) / piece.scale, piece.end);
      return within(span, history.positionAt(time as EpochMs));
    },
    folds,
  };
}

function layOut(begin: number, end: number, waits: readonly Wait[], waited: number) {
  const scale = (1 - waits.length * FOLD) / (end - begin - waited);
  const pieces: Piece[] = [];
  const folds: Fold[] = [];
  let share = 0;
  let from = begin;
  for (const wait of [...waits, { begin: end, end }]) {
    pieces.push({ begin: from, end: wait.begin, share, scale });
    share += (wait.begin - from) * scale;
    if (wait.end > wait.begin) folds.push({ share, ms: wait.end - wait.begin });
    share += FOLD;
    from = wait.end;
  }
  return { pieces, folds };
}

/** A stretch of time without an event. */
interface Wait {
  readonly begin: number;
  readonly end: number;
}

/** Looks at so many moments, the same way apart, to find the waits between them. */
const MOMENTS = 400;

// A wait that is long enough holds many of the moments, at all of which the log had come as far as at the one before.
function longWaits(first: Position, last: Position, history: TimedHistory): Wait[] {
  const begin = history.timeReached(first);
  const all = history.timeReached(last) - begin;
  const long = Math.max(all * LONG, (all / (last - first)) * UNUSUAL);
  const waits: Wait[] = [];
  let seen = first;
  for (let moment = 1; moment <= MOMENTS; moment += 1) {
    const reached = history.positionAt((begin + (moment / MOMENTS) * all) as EpochMs);
    if (reached === seen) continue;
    const wait = {
      begin: history.timeReached(seen),
      end: history.timeReached((seen + 1) as Position),
    };
    if (seen < last && wait.end - wait.begin > long) waits.push(wait);
    seen = reached;
  }
  return waits;
}

function within({ from, to }: Span, position: number): Position {
  return Math.min(Math.max(position, from), to) as Position;
}
