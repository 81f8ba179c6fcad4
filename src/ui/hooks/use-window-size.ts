import { useSyncExternalStore } from "react";

// The style sheets say the same.
const NARROW = watchMedia("(max-width: 720px)");
const LOW = watchMedia("(max-height: 480px)");

/** Whether the window is as narrow as a phone held upright: one thing is shown at a time. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(NARROW.subscribe, NARROW.matches);
}

/** Whether the window is as low as a phone held sideways, or as any window at 400 % zoom. */
export function useIsLow(): boolean {
  return useSyncExternalStore(LOW.subscribe, LOW.matches);
}

function watchMedia(query: string) {
  return {
    subscribe(onChange: () => void): () => void {
      const list = matchMedia(query);
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    matches: () => matchMedia(query).matches,
  };
}
