import type { KeyboardEvent } from "react";
import type { EpochMs, Position } from "../../../eventlog/envelope.ts";
import type { History } from "../../../read-model/read-model.ts";
import type { Axis } from "./axis.ts";

const DAY = 86_400_000;
/** Page keys go by one bar of the drawing, as far as its width is known here. */
const BARS = 200;

/**
 * Where a key leads from a place: one event, with Shift a hundred, with Ctrl a day; Page keys one bar; Home and End to the
 * ends of what is drawn, and from there to the ends of history. `undefined` for every other key.
 */
export function keyTarget(
  {
    key,
    shiftKey,
    ctrlKey,
    metaKey,
  }: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey">,
  at: Position,
  { span }: Axis,
  history: Pick<History, "head" | "positionAt" | "timeReached">,
): number | undefined {
  const head = history.head().position;
  const page = Math.max(1, Math.round((span.to - span.from) / BARS));
  const step = (direction: 1 | -1): number => {
    if (!ctrlKey && !metaKey) return at + direction * (shiftKey ? 100 : 1);
    const target = history.positionAt((history.timeReached(at) + direction * DAY) as EpochMs);
    // A day without an event is no reason to stay.
    return target === at ? at + direction : target;
  };
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return step(-1);
    case "ArrowRight":
    case "ArrowUp":
      return step(1);
    case "PageDown":
      return at - page;
    case "PageUp":
      return at + page;
    case "Home":
      return at === span.from ? 0 : span.from;
    case "End":
      return at === span.to ? head : span.to;
    default:
      return undefined;
  }
}
