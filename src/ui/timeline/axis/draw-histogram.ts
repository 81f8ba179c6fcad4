import type { Position } from "../../../eventlog/envelope.ts";
import { FAMILIES } from "../../../read-model/columns/event-categories.ts";
import type { History } from "../../../read-model/read-model.ts";
import { type Axis, FOLD, type TimedHistory } from "./axis.ts";
import { barsAlong } from "./histogram.ts";
import type { Paper } from "./use-canvas.ts";

/** What a drawing of the timeline shows beside its bars. */
export interface BarMarks {
  /** Where the log ended when a command was refused. */
  readonly refusedAt: readonly Position[];
}

const WIDTH = 4;
const GAP = 1;
const LOWEST = 3;
const MARK = 4;

/** Custom property of each family's colour. */
const COLOURS = FAMILIES.map((family) => `--${family}`);

type DrawnHistory = TimedHistory & Pick<History, "families">;

/** Draws what happened along an axis: bars stacked by family, folded stretches, and marks where commands were refused. */
export function drawBars(
  paper: Paper,
  history: DrawnHistory,
  axis: Axis,
  { refusedAt }: BarMarks = { refusedAt: [] },
): void {
  const { width, height } = paper;
  const drawing = begin(paper);
  if (!drawing) return;
  const { context, style } = drawing;
  const { count, heights, totals, events } = barsAlong(axis, history, Math.floor(width / WIDTH));
  const step = width / count;
  const thick = step > 3 * GAP ? step - GAP : step;
  const tops = new Float64Array(count).fill(height);
  for (const [kind, property] of COLOURS.entries()) {
    context.fillStyle = style.getPropertyValue(property);
    for (let bar = 0; bar < count; bar += 1) {
      const some = events[bar * COLOURS.length + kind] as number;
      if (some === 0) continue;
      const whole = Math.max(LOWEST, (heights[bar] as number) * (height - MARK));
      const part = (some / (totals[bar] as number)) * whole;
      tops[bar] = (tops[bar] as number) - part;
      context.fillRect(bar * step, tops[bar] as number, thick, part);
    }
  }
  drawFolds(context, axis, style, width, height);
  drawRefusals(context, axis, style, width, refusedAt);
}

/** Draws how much happened along an axis in one quiet colour. */
export function drawOutline(paper: Paper, history: DrawnHistory, axis: Axis): void {
  const { width, height } = paper;
  const drawing = begin(paper);
  if (!drawing) return;
  const { context, style } = drawing;
  const { count, heights } = barsAlong(axis, history, Math.floor(width / WIDTH));
  const step = width / count;
  context.fillStyle = style.color;
  context.beginPath();
  context.moveTo(0, height);
  for (const [index, tall] of heights.entries()) {
    context.lineTo((index + 0.5) * step, height - Math.max(1, tall * (height - 1)));
  }
  context.lineTo(width, height);
  context.fill();
}

function begin({ element, width, height }: Paper) {
  const context = element.getContext("2d");
  if (!context || width === 0) return undefined;
  // Emptied and as sharp as the screen.
  element.width = Math.round(width * devicePixelRatio);
  element.height = Math.round(height * devicePixelRatio);
  context.scale(devicePixelRatio, devicePixelRatio);
  return { context, style: getComputedStyle(element) };
}

function drawFolds(
  context: CanvasRenderingContext2D,
  axis: Axis,
  style: CSSStyleDeclaration,
  width: number,
  height: number,
): void {
  context.strokeStyle = style.getPropertyValue("--line-strong");
  context.setLineDash([2, 3]);
  for (const { share } of axis.folds) {
    const middle = Math.round((share + FOLD / 2) * width) + 0.5;
    context.beginPath();
    context.moveTo(middle, MARK);
    context.lineTo(middle, height);
    context.stroke();
  }
  context.setLineDash([]);
}

function drawRefusals(
  context: CanvasRenderingContext2D,
  axis: Axis,
  style: CSSStyleDeclaration,
  width: number,
  refusedAt: readonly Position[],
): void {
  const { from, to } = axis.span;
  const places = refusedAt
    .filter((at) => at >= from && at <= to)
    .map((at) => Math.round(axis.shareOf(at) * (width - MARK)));
  context.fillStyle = style.getPropertyValue("--refused");
  for (const place of new Set(places)) context.fillRect(place, 0, MARK, MARK);
}
