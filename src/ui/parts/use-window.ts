import { type RefObject, useEffect, useState } from "react";

// Chromium clamps an element's height at 33,554,428 px, others at half of that.
const TALLEST = 16_000_000;
/** Rows drawn beyond either edge, so that a quick scroll does not meet emptiness. */
const BEYOND = 6;
/** Room for a screenful before the element is measured, and where it never is. */
const UNMEASURED = 600;

/** The rows to draw, and where. */
export interface RowWindow {
  /** Height of all rows together, as tall as an element can be. */
  readonly height: number;
  readonly rows: readonly { readonly index: number; readonly top: number }[];
}

/**
 * Which of many rows of one height can be seen in an element that scrolls. Costs the same for ten rows and ten million; where
 * all of them are taller than an element can be, scrolling goes through them the faster.
 */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): RowWindow {
  const [{ scrolled, seen }, setView] = useState({ scrolled: 0, seen: UNMEASURED });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const { scrollTop, clientHeight } = element;
      setView({ scrolled: scrollTop, seen: clientHeight || UNMEASURED });
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      observer.disconnect();
    };
  }, [scroller]);

  const tall = count * rowHeight;
  const height = Math.min(tall, TALLEST);
  const speed = height > seen ? (tall - seen) / (height - seen) : 1;
  const offset = Math.min(scrolled * speed, Math.max(tall - seen, 0));
  const shift = Math.min(scrolled, Math.max(height - seen, 0)) - offset;
  const first = Math.max(Math.floor(offset / rowHeight) - BEYOND, 0);
  const last = Math.min(Math.ceil((offset + seen) / rowHeight) + BEYOND, count);
  const rows = Array.from({ length: Math.max(last - first, 0) }, (_, place) => {
    const index = first + place;
    return { index, top: index * rowHeight + shift };
  });
  return { height, rows };
}
