import { type PointerEvent, useCallback, useRef } from "react";
import { drawnSpan } from "../../application/session/timeline-viewport.ts";
import type { Span } from "../../application/store/book-store.ts";
import type { Position } from "../../eventlog/envelope.ts";
import { useBook, useServices } from "../context/book-context.tsx";
import { drawOutline } from "./axis/draw-histogram.ts";
import { useWholeAxis } from "./axis/use-axis.ts";
import { type Paper, useDrawing } from "./axis/use-canvas.ts";
import styles from "./timeline.module.css";

/** What of the window a pointer holds, and how the window stood when it was taken. */
interface Hold {
  readonly part: "from" | "to" | "both";
  readonly x: number;
  readonly span: Span;
}

/**
 * All of history in one quiet strip, and the part of it that is drawn below as a window to be moved and stretched. For the
 * pointer alone: buttons do the same.
 */
export function OverviewStrip() {
  const { history, store, timeline } = useServices().session;
  const axis = useWholeAxis();
  const zoom = useBook(({ zooms }) => zooms.at(-1));
  const strip = useRef<HTMLDivElement>(null);
  const hold = useRef<Hold>(undefined);
  const canvas = useDrawing(
    useCallback((paper: Paper) => drawOutline(paper, history, axis), [history, axis]),
  );

  const take = (event: PointerEvent<HTMLElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const part = (event.target as HTMLElement).dataset["part"] as Hold["part"] | undefined;
    hold.current = { part: part ?? "both", x: event.clientX, span: drawnSpan(store.getState()) };
    // A first zoom is a step to go back from.
    if (!zoom && part) timeline.zoomTo(hold.current.span);
  };
  const drag = ({ clientX }: PointerEvent): void => {
    if (!hold.current || !strip.current) return;
    const { part, x, span } = hold.current;
    const { width } = strip.current.getBoundingClientRect();
    const moved = (position: Position): Position =>
      axis.positionAt(axis.shareOf(position) + (clientX - x) / width);
    timeline.replace({
      from: part === "to" ? span.from : moved(span.from),
      to: part === "from" ? span.to : moved(span.to),
    });
  };
  const release = (): void => {
    hold.current = undefined;
  };

  const left = zoom ? axis.shareOf(zoom.from) : 0;
  const right = zoom ? axis.shareOf(zoom.to) : 1;
  return (
    <div ref={strip} aria-hidden="true" className={styles["overview"]}>
      <canvas ref={canvas} className={styles["strip"]} />
      <div
        className={styles["zoomWindow"]}
        data-zoomed={zoom !== undefined}
        style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
        onPointerDown={take}
        onPointerMove={drag}
        onPointerUp={release}
        onPointerCancel={release}
      >
        <span data-part="from" className={styles["handle"]} />
        <span data-part="to" className={styles["handle"]} />
      </div>
    </div>
  );
}
