import type { ReactNode } from "react";
import { Link } from "wouter";
import { type BookState, shownPosition } from "../../application/store/book-store.ts";
import type { Position } from "../../eventlog/envelope.ts";
import { buttonClass } from "../components/button.tsx";
import { wayTo } from "../context/use-opened.ts";

/** The way to what differs between two positions of this book, the earlier one first. */
export function wayToComparison(from: Position, to: Position): string {
  return wayTo("compare", `${from}-${to}`);
}

/** The way to what differs between the moment on the screen and now. */
export function wayToWhatCameSince(state: Pick<BookState, "cursor" | "head">): string {
  return wayToComparison(shownPosition(state), state.head.position);
}

interface CompareButtonProps {
  readonly from: Position;
  readonly to: Position;
  readonly children: ReactNode;
}

/** Leads to what differs between two positions. */
export function CompareButton({ from, to, children }: CompareButtonProps) {
  return (
    <Link to={wayToComparison(from, to)} className={buttonClass()}>
      {children}
    </Link>
  );
}
