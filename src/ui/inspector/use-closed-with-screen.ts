import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { useBook, useServices } from "../context/book-context.tsx";
import { idOf, screenOf } from "../context/use-opened.ts";
import { useIsNarrow } from "../hooks/use-window-size.ts";

/**
 * Closes the inspector once another screen than the one it was opened on is shown, unless it is
 * pinned.
 */
export function useClosedWithScreen(): void {
  const { store } = useServices().session;
  const inspected = useBook((state) => state.inspected);
  const wasPinned = useBook((state) => state.isInspectorPinned);
  // Over a whole narrow screen it would be in the way of the next one.
  const isNarrow = useIsNarrow();
  const isPinned = wasPinned && !isNarrow;
  const [location] = useLocation();
  const screen = screenOf(location);
  const opened = useRef({ inspected, screen });
  const id = idOf(location);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again whenever another event is shown
  useEffect(() => {
    // The screen may have looked into another event already.
    const { inspected: now } = store.getState();
    const isElsewhere = opened.current.inspected === now && opened.current.screen !== screen;
    const isNamed = now !== undefined && id === String(now.position);
    if (isElsewhere && !isPinned && !isNamed) store.setState({ inspected: undefined });
    else opened.current = { inspected: now, screen };
  }, [store, inspected, isPinned, id, screen]);
}
