import { useCallback } from "react";
import { useServices } from "../context/book-context.tsx";
import { formatWait } from "../i18n/format.ts";
import type { Axis } from "./axis/axis.ts";
import { drawBars } from "./axis/draw-histogram.ts";
import { type Paper, useDrawing } from "./axis/use-canvas.ts";
import { useRefusals } from "./axis/use-refusal-marks.ts";
import styles from "./timeline.module.css";

/** What happened along the axis: bars by family, folded waits with their length, and a mark where a command was refused. */
export function DetailStrip({ axis }: { readonly axis: Axis }) {
  const { history } = useServices().session;
  const refusedAt = useRefusals();
  const canvas = useDrawing(
    useCallback(
      (paper: Paper) => drawBars(paper, history, axis, { refusedAt }),
      [history, axis, refusedAt],
    ),
  );
  // Only decoration: the slider around it says in words where one is.
  return (
    <div aria-hidden="true" className={styles["strip"]}>
      <canvas ref={canvas} className={styles["strip"]} />
      {axis.folds.map(({ share, ms }) => (
        <span key={share} className={styles["fold"]} style={{ left: `${share * 100}%` }}>
          {formatWait(ms)}
        </span>
      ))}
    </div>
  );
}
