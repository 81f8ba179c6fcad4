import type { Position } from "../../src/eventlog/envelope.ts";
import type { History } from "../../src/read-model/read-model.ts";
import { createAxis } from "../../src/ui/timeline/axis/axis.ts";
import { drawBars } from "../../src/ui/timeline/axis/draw-histogram.ts";

/** Milliseconds of each of so many drawings of the timeline's bars, of windows anywhere and of any length. */
export function histogramTurns(history: History, turns: number): number[] {
  const canvas = document.createElement("canvas");
  canvas.style.cssText = "display: block; width: 1400px; height: 44px; color: steelblue";
  document.body.append(canvas);
  const paper = { element: canvas, width: 1400, height: 44 };
  const head = history.head().position;
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    // The first is the whole; each of the others is a smaller part of it, down to a hundred events.
    const length = Math.max(Math.round(head * 0.9 ** turn), 100);
    const from = Math.floor(((turn * 0.618) % 1) * Math.max(head - length, 0));
    const start = performance.now();
    const span = { from: from as Position, to: Math.min(from + length, head) as Position };
    drawBars(paper, history, createAxis(turn % 2 === 0 ? "events" : "time", span, history));
    // Asking for a pixel makes the browser draw now rather than later.
    canvas.getContext("2d")?.getImageData(0, 0, 1, 1);
    times.push(performance.now() - start);
  }
  canvas.remove();
  return times;
}
