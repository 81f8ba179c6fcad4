import { History } from "lucide-react";
import { formatCount } from "./format.ts";
import { Button } from "./parts/button.tsx";
import type { CellOrigin } from "./parts/column.ts";

interface ChangedAtProps {
  /** The value it is about, as it is called on the screen. */
  readonly field: string;
  readonly origin: CellOrigin | undefined;
}

/** The way from a value to the event that gave it; nothing where no event did. */
export function ChangedAt({ field, origin }: ChangedAtProps) {
  if (!origin) return null;
  const position = formatCount(origin.position);
  const words = `changed at #${position}`;
  return (
    <Button
      small
      look="quiet"
      aria-label={`${field} ${words}`}
      title={`${field} ${words}`}
      onClick={origin.open}
    >
      <History aria-hidden="true" size={13} /> #{position}
    </Button>
  );
}
