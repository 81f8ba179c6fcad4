import { type RefObject, useEffect, useRef } from "react";

/** A canvas and the room it has on the screen, in CSS pixels. */
export interface Paper {
  readonly element: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
}

/** A canvas that is drawn anew whenever `draw` is another function, its size changes, or the colours do. */
export function useDrawing(draw: (paper: Paper) => void): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const paper = useRef<Paper>(undefined);
  const latest = useRef(draw);

  useEffect(() => {
    latest.current = draw;
    // Once a frame, however often events come. Before its size is known, whoever tells it draws.
    const frame = requestAnimationFrame(() => paper.current && draw(paper.current));
    return () => cancelAnimationFrame(frame);
  }, [draw]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const again = () => paper.current && latest.current(paper.current);
    // The browser has just measured the page: to ask for the size while drawing would make it measure once more.
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      paper.current = { element, width, height };
      again();
    });
    observer.observe(element);
    const schemes = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"].map((query) =>
      matchMedia(query),
    );
    for (const scheme of schemes) scheme.addEventListener("change", again);
    return () => {
      observer.disconnect();
      for (const scheme of schemes) scheme.removeEventListener("change", again);
    };
  }, []);

  return canvas;
}
