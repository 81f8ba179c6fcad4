import { useEffect, useRef } from "react";
import { type Position, START } from "../../eventlog/envelope.ts";
import { useServices } from "../book-context.tsx";
import styles from "./dock.module.css";
import { drawDensity } from "./draw-density.ts";
import { useRefusals } from "./use-refusals.ts";

const MARK = 4;

/** How much happened along the log: a bar for each few pixels, and a mark where a command was refused. */
export function DensityStrip({ head }: { readonly head: Position }) {
  const { history } = useServices().session;
  const refusedAt = useRefusals();
  const canvas = useRef<HTMLCanvasElement>(null);

  const draw = useRef(() => {});

  useEffect(() => {
    draw.current = () => {
      if (!canvas.current) return;
      drawDensity(canvas.current, history, START, head);
      drawRefusals(canvas.current, refusedAt, head);
    };
    // With the frame, which measures the page anyway: while events come in bulk, each measuring in between costs one more.
    const frame = requestAnimationFrame(() => draw.current());
    return () => cancelAnimationFrame(frame);
  }, [history, head, refusedAt]);

  useEffect(() => {
    if (!canvas.current) return;
    const again = () => draw.current();
    const observer = new ResizeObserver(again);
    observer.observe(canvas.current);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", again);
    return () => {
      observer.disconnect();
      scheme.removeEventListener("change", again);
    };
  }, []);

  // Only decoration: the slider around it says in words where one is.
  return (
    <div aria-hidden="true" className={styles["strip"]}>
      <canvas ref={canvas} className={styles["strip"]} />
    </div>
  );
}

function drawRefusals(
  element: HTMLCanvasElement,
  refusedAt: readonly Position[],
  head: Position,
): void {
  const context = element.getContext("2d");
  if (!context) return;
  const { width } = element.getBoundingClientRect();
  context.globalAlpha = 1;
  context.fillStyle = getComputedStyle(element).getPropertyValue("outline-color");
  const places = refusedAt.map((at) => Math.round((at / Math.max(head, 1)) * (width - MARK)));
  for (const place of new Set(places)) context.fillRect(place, 0, MARK, MARK);
}
