import { History } from "lucide-react";
import { useLocation } from "wouter";
import { formatCount } from "./format.ts";
import { Button } from "./parts/button.tsx";
import { wayTo } from "./use-opened.ts";

/** Opens an event of the timeline. */
export function useGoToEvent(): (position: number) => void {
  const [, navigate] = useLocation();
  return (position) => navigate(wayTo("timeline", String(position)));
}

interface ChangedAtProps {
  /** The value it is about, as it is called on the screen. */
  readonly field: string;
  readonly position: number | undefined;
}

/** The way from a value to the event that gave it; nothing where no event did. */
export function ChangedAt({ field, position }: ChangedAtProps) {
  const goTo = useGoToEvent();
  if (position === undefined) return null;
  const words = `changed at #${formatCount(position)}`;
  return (
    <Button
      small
      look="quiet"
      aria-label={`${field} ${words}`}
      title={`${field} ${words}`}
      onClick={() => goTo(position)}
    >
      <History aria-hidden="true" size={13} /> #{formatCount(position)}
    </Button>
  );
}
