import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Position } from "../../../eventlog/envelope.ts";
import { useServices } from "../../context/book-context.tsx";
import type { Axis } from "./axis.ts";

/** What the pointer does with the slider beside moving it, in shares of its width. */
export interface PointerMarks {
  /** Where the mouse rests without pressing. */
  readonly hover: number | undefined;
  /** What Shift and dragging has chosen so far. */
  readonly chosen: readonly [number, number] | undefined;
}

/** Two turns of the wheel further apart than this, in ms, are two zooms to step back from. */
const GESTURE = 400;
/** How much longer the drawn part becomes for each pixel of the wheel. */
const BY_PIXEL = 0.002;

/**
 * Pressing and dragging moves the cursor. Only Shift and dragging, the wheel with Ctrl or ⌘, and two fingers zoom: a plain
 * wheel scrolls the page as everywhere.
 */
export function useSliderPointer(
  slider: RefObject<HTMLElement | null>,
  axis: Axis,
  moveTo: (position: Position) => void,
) {
  const { timeline } = useServices().session;
  const [hover, setHover] = useState<number>();
  const [chosen, setChosen] = useState<readonly [number, number]>();
  const fingers = useRef(new Map<number, number>());
  const turned = useRef(Number.NEGATIVE_INFINITY);

  const shareOf = ({ clientX }: { readonly clientX: number }): number => {
    const { left, width } = (slider.current as HTMLElement).getBoundingClientRect();
    return Math.min(Math.max((clientX - left) / width, 0), 1);
  };

  const zoom = useRef((_: WheelEvent) => {});
  zoom.current = (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const step = event.timeStamp - turned.current < GESTURE ? "further" : "first";
    turned.current = event.timeStamp;
    timeline.zoomBy(Math.exp(event.deltaY * BY_PIXEL), axis.positionAt(shareOf(event)), step);
  };
  useEffect(() => {
    const element = slider.current;
    // React's own listener could not keep the browser from zooming the page.
    const onWheel = (event: WheelEvent) => zoom.current(event);
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  }, [slider]);

  const pinch = (event: PointerEvent): void => {
    const before = [...fingers.current.values()];
    fingers.current.set(event.pointerId, shareOf(event));
    const now = [...fingers.current.values()];
    const [wide, wider] = [before, now].map(([one = 0, other = 0]) => Math.abs(one - other));
    if (!wide || !wider) return;
    const middle = axis.positionAt(now.reduce((sum, share) => sum + share, 0) / now.length);
    timeline.zoomBy(wide / wider, middle, "further");
  };

  return {
    marks: { hover, chosen } satisfies PointerMarks,
    onPointerDown(event: PointerEvent<HTMLElement>) {
      event.currentTarget.setPointerCapture(event.pointerId);
      const share = shareOf(event);
      fingers.current.set(event.pointerId, share);
      setHover(undefined);
      if (fingers.current.size > 1) timeline.zoomTo(axis.span);
      else if (event.shiftKey) setChosen([share, share]);
      else moveTo(axis.positionAt(share));
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) {
        if (event.pointerType === "mouse") setHover(shareOf(event));
      } else if (fingers.current.size > 1) pinch(event);
      else if (chosen) setChosen([chosen[0], shareOf(event)]);
      else moveTo(axis.positionAt(shareOf(event)));
    },
    onPointerUp({ pointerId }: PointerEvent) {
      fingers.current.delete(pointerId);
      if (!chosen) return;
      const [from, to] = chosen.map((share) => axis.positionAt(share)).sort((a, b) => a - b);
      setChosen(undefined);
      if (from !== undefined && to !== undefined && to > from) timeline.zoomTo({ from, to });
    },
    onPointerCancel({ pointerId }: PointerEvent) {
      fingers.current.delete(pointerId);
      setChosen(undefined);
    },
    onPointerLeave: () => setHover(undefined),
  };
}
