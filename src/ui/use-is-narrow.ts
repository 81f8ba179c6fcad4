import { useSyncExternalStore } from "react";

/** Below this, one thing is shown at a time; the style sheets say the same. */
const NARROW = "(max-width: 720px)";

/** Whether the window is as narrow as a phone held upright. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
}

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}
