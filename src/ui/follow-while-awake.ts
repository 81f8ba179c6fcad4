import type { BookSession } from "../store/book-session.ts";

/**
 * Follows other tabs only while this tab can act. A frozen tab still hears them, but a reading that it begins never ends,
 * and keeps every other tab from writing; so it waits, and reads what it missed when it comes back to life. One that
 * comes out of the back/forward cache, or back on the screen, makes sure too.
 */
export function followWhileAwake({ follower, store }: BookSession): void {
  const resume = (): void => {
    if (store.getState().phase.kind === "ready") follower.resume();
  };
  document.addEventListener("freeze", follower.pause);
  document.addEventListener("resume", resume);
  window.addEventListener("pagehide", follower.pause);
  window.addEventListener("pageshow", resume);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") resume();
  });
}
