import { type KeyboardEvent, type PointerEvent, useCallback } from "react";
import type { Position } from "../../eventlog/envelope.ts";
import { useBook, useIsPast, useServices, useShownPosition } from "../book-context.tsx";
import { formatCount, formatMoment } from "../format.ts";
import { DensityStrip } from "./density-strip.tsx";
import styles from "./dock.module.css";

/**
 * The slider over all positions, 0 to head. Its own, because ready-made ones step by tenths of the whole, which is
 * useless over a long log: arrows go by one event, with Shift by a hundred, Page keys by a fiftieth.
 */
export function TimeSlider() {
  const { history, time } = useServices().session;
  const at = useShownPosition();
  const head = useBook((state) => state.head.position);
  const isPast = useIsPast();
  const share = head === 0 ? 1 : at / head;
  // Moved as a layer: nothing is laid out or painted anew while it is dragged.
  const moved = { transform: `translateX(${share * 100}%)` };

  const moveTo = useCallback(
    (position: number) =>
      time.goTo(position >= head ? "live" : (Math.max(position, 0) as Position)),
    [time, head],
  );

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === "pointerdown") event.currentTarget.setPointerCapture(event.pointerId);
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    moveTo(Math.round(((event.clientX - left) / width) * head));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = keyTarget(event, at, head);
    if (target === undefined) return;
    event.preventDefault();
    moveTo(target);
  };

  return (
    <div
      role="slider"
      aria-label="Timeline"
      aria-valuemin={0}
      aria-valuemax={head}
      aria-valuenow={at}
      aria-valuetext={valueText(history, at, head)}
      tabIndex={0}
      className={styles["slider"]}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onKeyDown={onKeyDown}
    >
      <DensityStrip head={head} />
      <div className={styles["window"]}>
        <div className={styles["future"]} style={moved} />
      </div>
      <div className={styles["track"]} style={moved}>
        <div className={styles["thumb"]} data-mode={isPast ? "past" : "live"} />
      </div>
    </div>
  );
}

function keyTarget({ key, shiftKey }: KeyboardEvent, at: number, head: number): number | undefined {
  const step = shiftKey ? 100 : 1;
  const page = Math.max(1, Math.round(head / 50));
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return at - step;
    case "ArrowRight":
    case "ArrowUp":
      return at + step;
    case "PageDown":
      return at - page;
    case "PageUp":
      return at + page;
    case "Home":
      return 0;
    case "End":
      return head;
    default:
      return undefined;
  }
}

function valueText(
  { event }: ReturnType<typeof useServices>["session"]["history"],
  at: Position,
  head: number,
): string {
  const recorded = event(at);
  const place = `Event ${formatCount(at)} of ${formatCount(head)}`;
  if (recorded) return `${place}, ${formatMoment(recorded.meta.occurredAt)}, ${recorded.type}`;
  return at === 0 ? `${place}, before the first event` : place;
}
