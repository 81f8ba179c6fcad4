import type { EpochMs } from "../../eventlog/envelope.ts";
import { clockDoubt } from "../../read-model/queries/clock-check-rule.ts";
import type { BookSession } from "./book-session.ts";

/**
 * Holds the device's clock against the newest event of a book whose events are all there, and has
 * the screen tell where it is probably wrong. In a shared book the server's clock tells better.
 */
export function checkClock(
  { history, store }: Pick<BookSession, "history" | "store">,
  now: EpochMs,
): void {
  const newest = history.event(history.head().position)?.meta.recordedAt;
  const doubt = newest !== undefined && clockDoubt(newest, now);
  if (!doubt || store.getState().sharing) return;
  store.setState({ clock: { doubt, newest, now } });
}
