import { type RefObject, useEffect, useRef } from "react";

/**
 * Brings what was opened into view: on a narrow screen a record stands below the table that it was opened from.
 * @param opened which record it is, if any.
 */
export function useBroughtIntoView(opened: string | undefined): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (opened !== undefined) element.current?.scrollIntoView({ block: "nearest" });
  }, [opened]);
  return element;
}
