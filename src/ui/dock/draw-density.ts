import type { Position } from "../../eventlog/envelope.ts";
import type { History } from "../../views/history.ts";

const BAR = 4;
const DAY = 86_400_000;

type TimedHistory = Pick<History, "timeReached">;

/**
 * Draws how much happened between two positions of the log: a bar for each few pixels. Its cost depends on the width alone,
 * since only the times at the edges of the bars are looked at.
 */
export function drawDensity(
  element: HTMLCanvasElement,
  history: TimedHistory,
  from: Position,
  to: Position,
): void {
  const { width, height } = element.getBoundingClientRect();
  const context = element.getContext("2d");
  if (!context || width === 0) return;
  element.width = Math.round(width * devicePixelRatio);
  element.height = Math.round(height * devicePixelRatio);
  context.scale(devicePixelRatio, devicePixelRatio);
  context.fillStyle = getComputedStyle(element).color;
  const pace = paceOfBars(history, from, to, Math.max(1, Math.floor(width / BAR)));
  const most = Math.max(...pace, Number.MIN_VALUE);
  context.globalAlpha = 0.75;
  for (const [bar, value] of pace.entries()) {
    if (value === 0) continue;
    const tall = Math.max(3, Math.sqrt(value / most) * (height - 2));
    context.fillRect(bar * BAR, height - tall, BAR - 1, tall);
  }
}

// Events a day around each bar: along an axis of positions every bar holds as many events, so their pace is drawn.
function paceOfBars(
  { timeReached }: TimedHistory,
  from: Position,
  to: Position,
  bars: number,
): number[] {
  const length = to - from;
  return Array.from({ length: bars }, (_, bar) => {
    const first = from + Math.floor((bar / bars) * length);
    const last = Math.min(to, Math.max(first + 1, from + Math.ceil(((bar + 1) / bars) * length)));
    if (last <= first) return 0;
    const begin = timeReached((first + 1) as Position);
    const end = timeReached(Math.min(last + 1, to) as Position);
    return (last - first) / (Math.max(end - begin, DAY) / DAY);
  });
}
