import { type ReactNode, useState } from "react";
import { useIsPrinting } from "../hooks/use-is-printing.ts";
import { formatCount } from "../i18n/format.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { Button } from "./button.tsx";
import panel from "./layout.module.css";
import { Choice } from "./select-field.tsx";

/** Things that are drawn at once. */
const PAGE = 100;

interface PagedProps {
  readonly count: number;
  /** What they are, as it stands in front of a choice: “Lines”. */
  readonly label: string;
  /**
   * One of them to be shown, by its place from 0. Each new object turns to its page, so that the
   * same place can be asked for again.
   */
  readonly reveal?: { readonly place: number } | undefined;
  /** Draws those from one place up to another one, which is left out. */
  children(from: number, to: number): ReactNode;
}

/** Things that may be thousands: a hundred at a time, and all of them on paper. */
export function Paged({ count, label, reveal, children }: PagedProps) {
  const isPrinting = useIsPrinting();
  const [turned, setTurned] = useState(0);
  const [revealed, setRevealed] = useState(reveal);
  if (reveal !== revealed) {
    setRevealed(reveal);
    if (reveal) setTurned(Math.floor(reveal.place / PAGE));
  }
  if (count <= PAGE || isPrinting) return children(0, count);
  const pages = Math.ceil(count / PAGE);
  const page = Math.min(turned, pages - 1);
  const endOf = (of: number): number => Math.min(count, (of + 1) * PAGE);
  return (
    <>
      <Choice
        label={`${label} (${formatCount(count)})`}
        value={String(page)}
        options={Array.from({ length: pages }, (_, of) => [
          String(of),
          rooms.common.fromTo(of * PAGE + 1, endOf(of)),
        ])}
        onChange={(chosen) => setTurned(Number(chosen))}
      />
      <div className={panel["buttons"]}>
        <Button small disabled={page === 0} onClick={() => setTurned(page - 1)}>
          {rooms.common.previous}
        </Button>
        <Button small disabled={page === pages - 1} onClick={() => setTurned(page + 1)}>
          {rooms.common.next}
        </Button>
      </div>
      {children(page * PAGE, endOf(page))}
    </>
  );
}
