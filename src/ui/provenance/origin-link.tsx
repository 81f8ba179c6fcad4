import { History } from "lucide-react";
import { Button } from "../components/button.tsx";
import type { CellOrigin } from "../components/table/table-column.ts";
import { formatCount } from "../i18n/format.ts";
import { rooms } from "../i18n/screen-texts.ts";

interface ChangedAtProps {
  /** The value it is about, as it is called on the screen. */
  readonly field: string;
  readonly origin: CellOrigin | undefined;
}

/** The way from a value to the event that gave it; nothing where no event did. */
export function ChangedAt({ field, origin }: ChangedAtProps) {
  if (!origin) return null;
  const words = rooms.common.fieldChangedAt(field, origin.position);
  return (
    <Button small look="quiet" aria-label={words} title={words} onClick={origin.open}>
      <History aria-hidden="true" size={13} /> #{formatCount(origin.position)}
    </Button>
  );
}
