import type { Position } from "../../eventlog/envelope.ts";
import type { RowView } from "../../read-model/projections/all-projections.ts";
import { useBook, useServices, useShownPosition } from "../context/book-context.tsx";

/** Up to where events are certain; undefined while all of them are. */
export function useCertain(): Position | undefined {
  return useBook(({ sharing }) =>
    sharing && sharing.waiting > 0 ? sharing.certain.position : undefined,
  );
}

/** Tells whether a row of a view shows what waits to be sent to a shared book; undefined while nothing does. */
export function usePendingRows(view: RowView): ((key: string) => boolean) | undefined {
  const { history } = useServices().session;
  const certain = useCertain();
  const shown = useShownPosition();
  if (certain === undefined || shown <= certain) return undefined;
  return (key) => (history[view].changes(key, shown).at(-1)?.position ?? 0) > certain;
}
