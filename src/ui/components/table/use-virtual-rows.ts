import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

// Chromium clamps an element's height at 33,554,428 px, others at half of that.
const TALLEST = 16_000_000;
/** Rows drawn beyond either edge, so that a quick scroll does not meet emptiness. */
const BEYOND = 6;
/** Rows left above one that is brought into sight. */
const ABOVE = 3;
/** Room for a screenful before the element is measured, and where it never is. */
const UNMEASURED = 600;

/** Rows of one height, each known by a key that stays its own wherever it stands. */
export interface Rows {
  readonly count: number;
  keyOf(index: number): string | number;
  /** Where the row with a key stands; -1 where it does not. */
  indexOf(key: string | number): number;
  /** What the rows were asked by: rows asked for by something else begin at their beginning. */
  readonly asked?: unknown;
  /** The key of a row to bring into sight, once, as soon as the row is listed. */
  readonly reveal?: string | number | undefined;
  /** Left out by who begins at the beginning each time. */
  readonly place?: KeptPlace;
}

/** A row, and how many of its pixels are hidden above the others. */
interface Anchor {
  readonly key: string | number;
  readonly hidden: number;
}

/** Outlives the rows on the screen: where they were scrolled to when they last were on it. */
export interface KeptPlace {
  readonly last: Anchor | undefined;
  keep(anchor: Anchor | undefined): void;
}

/** The rows to draw, and where. */
export interface RowWindow {
  /** Height of all rows together, as tall as an element can be. */
  readonly height: number;
  readonly rows: readonly { readonly index: number; readonly top: number }[];
}

/** How the element was scrolled by a person, and the row that stood at its top then; none while it stands at its beginning. */
interface View {
  readonly asked: unknown;
  readonly scrolled: number;
  readonly seen: number;
  readonly anchor?: Anchor | undefined;
}

/**
 * Which of many rows can be seen in an element that scrolls. Costs the same for ten rows and ten million; where all of them are
 * taller than an element can be, scrolling goes through them the faster.
 *
 * Keeps its place by rows and not by pixels: the row at the top stays there while others come and go before it. Where it is gone
 * for a while, the element stays where it is, and the row stands at the top again when it comes back. At the beginning it
 * stays at the beginning.
 * @param head height of what sticks to the top of the element.
 */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  rows: Rows,
  rowHeight: number,
  head: number,
): RowWindow {
  const { count, indexOf, asked, reveal } = rows;
  const [view, setView] = useState<View>({
    ...{ asked, scrolled: 0, seen: UNMEASURED },
    anchor: rows.place?.last,
  });
  if (view.asked !== asked) setView({ asked, scrolled: 0, seen: view.seen });
  const { seen, anchor } = view;
  const extent = extentOf(count * rowHeight, seen);
  const anchored = anchor ? indexOf(anchor.key) : -1;
  const offset =
    anchor && anchored >= 0
      ? Math.min(Math.max(anchored * rowHeight + anchor.hidden, 0), extent.last)
      : extent.offsetAt(view.scrolled);
  // Whole pixels: an element may not take others, and rows would tremble.
  const scrolled = Math.round(extent.scrolledTo(offset));

  // What the listeners below have to know of the last drawing.
  const drawn = useRef({ rows, extent, scrolled: 0, anchor });
  useLayoutEffect(() => {
    const element = scroller.current;
    const { scrolled: before, extent: extentBefore } = drawn.current;
    if (element && scrolled !== before) {
      // By how far it moved, so as not to undo what a person scrolls meanwhile, least of all to the beginning; but a list
      // that became shorter may have moved it already.
      if (extent.height < extentBefore.height) element.scrollTop = scrolled;
      else if (before === 0 || element.scrollTop > 0) element.scrollTop += scrolled - before;
    }
    drawn.current = { rows, extent, scrolled, anchor };
  });
  useEffect(() => () => drawn.current.rows.place?.keep(drawn.current.anchor), []);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const seenNow = seenIn(element, head);
      setView((now) => (now.seen === seenNow ? now : { ...now, seen: seenNow }));
    };
    const look = () => {
      const { scrollTop } = element;
      // Put there by the drawing, or by a list that became shorter: no person did it.
      if (Math.abs(scrollTop - drawn.current.scrolled) < 1) return;
      const { rows: listed, extent: drawnExtent } = drawn.current;
      const place = drawnExtent.offsetAt(scrollTop);
      const index = Math.floor(place / rowHeight);
      const stands = place > 0 && index < listed.count;
      const top = stands && { key: listed.keyOf(index), hidden: place - index * rowHeight };
      drawn.current.scrolled = Math.round(scrollTop);
      setView((now) => ({
        ...{ asked: now.asked, seen: now.seen, scrolled: scrollTop },
        ...(top && { anchor: top }),
      }));
    };
    measure();
    element.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [scroller, rowHeight, head]);

  const revealed = useRef<typeof reveal>(undefined);
  const revealAt = reveal === undefined ? -1 : indexOf(reveal);
  const isListed = revealAt >= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is in sight by itself is not moved when rows come or go
  useEffect(() => {
    if (reveal === undefined) revealed.current = undefined;
    if (reveal === undefined || !isListed || revealed.current === reveal) return;
    revealed.current = reveal;
    const top = revealAt * rowHeight;
    // As high as the element is now: the first drawing knew no height yet.
    if (top >= offset && top + rowHeight <= offset + seenIn(scroller.current, head)) return;
    setView((now) => ({ ...now, anchor: { key: reveal, hidden: -ABOVE * rowHeight } }));
  }, [reveal, isListed]);

  const first = Math.max(Math.floor(offset / rowHeight) - BEYOND, 0);
  const last = Math.min(Math.ceil((offset + seen) / rowHeight) + BEYOND, count);
  return {
    height: extent.height,
    rows: Array.from({ length: Math.max(last - first, 0) }, (_, place) => {
      const index = first + place;
      return { index, top: index * rowHeight + scrolled - offset };
    }),
  };
}

/** How many pixels of rows an element shows below its head. */
function seenIn(element: HTMLElement | null, head: number): number {
  return Math.max((element?.clientHeight ?? 0) - head, 0) || UNMEASURED;
}

/** How far rows of a height together reach in an element that shows so much of them, and how scrolling goes through them. */
function extentOf(tall: number, seen: number) {
  const height = Math.min(tall, TALLEST);
  const last = Math.max(tall - seen, 0);
  const lastScrolled = Math.max(height - seen, 0);
  const speed = lastScrolled > 0 ? last / lastScrolled : 1;
  return {
    height,
    last,
    offsetAt: (scrolled: number) => Math.min(scrolled * speed, last),
    scrolledTo: (offset: number) => offset / speed,
  };
}
