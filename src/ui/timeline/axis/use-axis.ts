import { useMemo } from "react";
import { type Position, START } from "../../../eventlog/envelope.ts";
import { useBook, useServices } from "../../context/book-context.tsx";
import { type Axis, createAxis } from "./axis.ts";

/** The axis of the part of the timeline that is drawn. */
export function useAxis(): Axis {
  const zoom = useBook(({ zooms }) => zooms.at(-1));
  const head = useBook((state) => state.head.position);
  return useSpanAxis(zoom?.from ?? START, zoom?.to ?? head);
}

/** The axis of the whole timeline. */
export function useWholeAxis(): Axis {
  return useSpanAxis(
    START,
    useBook((state) => state.head.position),
  );
}

function useSpanAxis(from: Position, to: Position): Axis {
  const { history } = useServices().session;
  const kind = useBook((state) => state.axis);
  return useMemo(() => createAxis(kind, { from, to }, history), [kind, from, to, history]);
}
