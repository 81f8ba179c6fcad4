import { navigate } from "wouter/use-hash-location";
import type { BookStore, Inspected } from "../../application/store/book-store.ts";
import type { Position } from "../../eventlog/envelope.ts";
import { idOf, screenOf, wayTo } from "../context/use-opened.ts";

/** The screen that is a list of events: there the address says which of them is looked into. */
const TIMELINE = "timeline";

/** Looks into an event, on whatever screen one is; the moment on the screen stays. */
export function inspect(
  store: BookStore,
  position: Position,
  asked?: NonNullable<Inspected["asked"]>,
): void {
  store.setState({ inspected: { position, ...(asked && { asked }) } });
  if (screenOf(location.hash) === TIMELINE) navigate(wayTo(TIMELINE, String(position)));
}

/** Goes from the event that is looked into to one beside it: a step that Back need not undo. */
export function inspectNext(store: BookStore, position: Position): void {
  store.setState({ inspected: { position } });
  if (screenOf(location.hash) !== TIMELINE) return;
  navigate(wayTo(TIMELINE, String(position)), { replace: true });
}

/** Looks into no event any more. */
export function closeInspector(store: BookStore): void {
  store.setState({ inspected: undefined });
  if (screenOf(location.hash) === TIMELINE && idOf(location.hash)) navigate(`/${TIMELINE}`);
}
