import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Position } from "../../eventlog/envelope.ts";
import { buttonClass } from "../parts/button.tsx";
import { wayTo } from "../use-opened.ts";

/** The way to what differs between two positions of this book, the earlier one first. */
export function wayToComparison(from: Position, to: Position): string {
  return wayTo("compare", `${from}-${to}`);
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
