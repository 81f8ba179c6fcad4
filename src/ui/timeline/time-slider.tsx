import { type KeyboardEvent, useCallback, useEffect, useRef } from "react";
import { type Position, START } from "../../eventlog/envelope.ts";
import { useBook, useIsPast, useServices, useShownPosition } from "../context/book-context.tsx";
import { texts } from "../i18n/texts.ts";
import { keyTarget } from "./axis/slider-keys.ts";
import { useAxis } from "./axis/use-axis.ts";
import { useSliderPointer } from "./axis/use-slider-pointer.ts";
import { BookmarkFlags } from "./controls/bookmark-flags.tsx";
import { PeopleFlags } from "./controls/people-flags.tsx";
import { valueText } from "./cursor-label.ts";
import { DetailStrip } from "./detail-strip.tsx";
import { HoverPreview } from "./hover-preview.tsx";
import styles from "./timeline.module.css";

/**
 * The slider over all positions, 0 to head. Its own, because ready-made ones step by tenths of the whole, which is useless
 * over a long log.
 */
export function TimeSlider() {
  const { history, time, timeline } = useServices().session;
  const at = useShownPosition();
  const head = useBook((state) => state.head.position);
  const isPast = useIsPast();
  const axis = useAxis();
  const slider = useRef<HTMLDivElement>(null);
  const share = axis.shareOf(at);
  // Moved as a layer: nothing is laid out or painted anew while it is dragged.
  const moved = { transform: `translateX(${Math.min(Math.max(share, 0), 1) * 100}%)` };

  const moveTo = useCallback(
    (position: number) =>
      time.goTo(position >= head ? "live" : (Math.max(position, START) as Position)),
    [time, head],
  );
  // Whatever moves the cursor: it stays in sight.
  useEffect(() => timeline.reveal(at), [timeline, at]);
  const { marks, ...pointer } = useSliderPointer(slider, axis, moveTo);

  const onKeyDown = (event: KeyboardEvent) => {
    const target = keyTarget(event, at, axis, history);
    if (target === undefined) return;
    event.preventDefault();
    moveTo(target);
  };

  return (
    <div
      ref={slider}
      role="slider"
      aria-label={texts.screens.timeline}
      aria-valuemin={0}
      aria-valuemax={head}
      aria-valuenow={at}
      aria-valuetext={valueText(history, at, head)}
      tabIndex={0}
      className={styles["slider"]}
      onKeyDown={onKeyDown}
      {...pointer}
    >
      <DetailStrip axis={axis} />
      <BookmarkFlags axis={axis} />
      <PeopleFlags axis={axis} />
      <div className={styles["window"]}>
        <div className={styles["future"]} style={moved} />
      </div>
      {marks.chosen && <Chosen shares={marks.chosen} />}
      <div className={styles["track"]} style={moved}>
        <div className={styles["thumb"]} data-mode={isPast ? "past" : "live"} />
      </div>
      {marks.hover !== undefined && <HoverPreview axis={axis} share={marks.hover} />}
    </div>
  );
}

function Chosen({ shares }: { readonly shares: readonly [number, number] }) {
  const left = Math.min(...shares);
  const width = Math.max(...shares) - left;
  return (
    <div
      className={styles["chosen"]}
      style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
    />
  );
}
