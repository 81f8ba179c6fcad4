import { type RefObject, useEffect, useRef } from "react";

/** A canvas that is drawn anew whenever `draw` is another function, its size changes, or the colours do. */
export function useDrawing(
  draw: (element: HTMLCanvasElement) => void,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(draw);

  useEffect(() => {
    latest.current = draw;
    // With the frame, which measures the page anyway: while events come in bulk, each measuring in between costs one more.
    const frame = requestAnimationFrame(() => canvas.current && draw(canvas.current));
    return () => cancelAnimationFrame(frame);
  }, [draw]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const again = () => latest.current(element);
    const observer = new ResizeObserver(again);
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
