import type { BookSession } from "../store/book-session.ts";

/**
 * Reads what other tabs wrote whenever this tab comes back to life: a frozen tab hears nothing, and one that comes out of
 * the back/forward cache has missed what was said.
 */
export function catchUpOnWaking({ follower, store }: BookSession): void {
  const catchUp = (): void => {
    if (document.visibilityState === "hidden") return;
    if (store.getState().phase.kind !== "ready") return;
    // A storage that fails now is told by the next command; there is nothing to add.
    follower.catchUp().catch(() => {});
  };
  document.addEventListener("resume", catchUp);
  document.addEventListener("visibilitychange", catchUp);
  window.addEventListener("pageshow", catchUp);
  window.addEventListener("focus", catchUp);
}
