import { type FocusEvent, useEffect, useRef, useState } from "react";

/** Milliseconds until a notice leaves that is neither pointed at nor focused. */
const DISMISS_AFTER_MS = 8_000;

/**
 * Dismisses a notice by itself after a while, but not while it is pointed at or has the focus.
 * @param notice what it says: something else begins its time anew.
 * @returns what the element around the notice needs.
 */
export function usePassingNotice(notice: unknown, dismiss: () => void) {
  const ref = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another notice begins its time anew
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(dismiss, DISMISS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [held, notice]);
  // A button that goes with its sentence takes the focus along without an event.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever another notice stands there
  useEffect(() => {
    setHeld(ref.current?.matches(":hover, :focus-within") ?? false);
  }, [notice]);
  return {
    ref,
    onPointerEnter: () => setHeld(true),
    onPointerLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) =>
      setHeld(currentTarget.contains(relatedTarget)),
  };
}
