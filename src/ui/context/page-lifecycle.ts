import type { BookSession } from "../../application/session/book-session.ts";

/**
 * Follows other tabs only while this tab can act. A frozen tab still hears them, but a reading that it begins never ends,
 * and keeps every other tab from writing; so it waits, and reads what it missed when it comes back to life. One that
 * comes out of the back/forward cache, or back on the screen, makes sure too.
 * @returns what ends it.
 */
export function followWhileAwake({ follower, store }: BookSession): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const resume = (): void => {
    if (store.getState().phase.kind === "ready") follower.resume();
  };
  document.addEventListener("freeze", follower.pause, { signal });
  document.addEventListener("resume", resume, { signal });
  window.addEventListener("pagehide", follower.pause, { signal });
  window.addEventListener("pageshow", resume, { signal });
  const look = (): void => {
    if (document.visibilityState === "visible") resume();
  };
  document.addEventListener("visibilitychange", look, { signal });
  return () => controller.abort();
}
