import { useEffect, useRef } from "react";
import type { Position } from "../../eventlog/envelope.ts";
import type { History } from "../../views/history.ts";
import { useServices } from "../book-context.tsx";
import styles from "./dock.module.css";
import { useRefusals } from "./use-refusals.ts";

const BAR = 4;
const MARK = 4;
const DAY = 86_400_000;

/** How much happened along the log: a bar for each few pixels, and a mark where a command was refused. */
export function DensityStrip({ head }: { readonly head: Position }) {
  const { history } = useServices().session;
  const refusedAt = useRefusals();
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const draw = () => {
      drawStrip(element, history, head);
      drawRefusals(element, refusedAt, head);
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", draw);
    return () => {
      observer.disconnect();
      scheme.removeEventListener("change", draw);
    };
  }, [history, head, refusedAt]);

  // Only decoration: the slider around it says in words where one is.
  return (
    <div aria-hidden="true" className={styles["strip"]}>
      <canvas ref={canvas} className={styles["strip"]} />
    </div>
  );
}

function drawStrip(element: HTMLCanvasElement, history: History, head: Position): void {
  const { width, height } = element.getBoundingClientRect();
  const context = element.getContext("2d");
  if (!context || width === 0) return;
  element.width = Math.round(width * devicePixelRatio);
  element.height = Math.round(height * devicePixelRatio);
  context.scale(devicePixelRatio, devicePixelRatio);
  context.fillStyle = getComputedStyle(element).color;
  const bars = Math.max(1, Math.floor(width / BAR));
  const pace = Array.from({ length: bars }, (_, bar) => paceOf(history, head, bar, bars));
  const most = Math.max(...pace, Number.MIN_VALUE);
  for (const [bar, value] of pace.entries()) {
    if (value === 0) continue;
    const tall = Math.max(3, Math.sqrt(value / most) * (height - 2));
    context.globalAlpha = 0.75;
    context.fillRect(bar * BAR, height - tall, BAR - 1, tall);
  }
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

// Events a day around a bar: along an axis of positions every bar holds as many events, so their pace is drawn.
function paceOf(history: History, head: Position, bar: number, bars: number): number {
  const from = Math.floor((bar / bars) * head);
  const to = Math.min(head, Math.max(from + 1, Math.ceil(((bar + 1) / bars) * head)));
  if (to <= from) return 0;
  const first = history.event((from + 1) as Position)?.meta.occurredAt ?? 0;
  const last = history.event(Math.min(to + 1, head) as Position)?.meta.occurredAt ?? first;
  const days = Math.max(last - first, DAY) / DAY;
  return (to - from) / days;
}
