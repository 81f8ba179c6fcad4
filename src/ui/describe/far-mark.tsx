import { CalendarX2 } from "lucide-react";
import type { ReactNode } from "react";
import { rooms } from "../i18n/screen-texts.ts";
import styles from "./far-mark.module.css";

interface FarMarkProps {
  readonly far: "ahead" | "behind";
  /** The moment in words. */
  readonly children: ReactNode;
}

/** Marks a moment that lies far from today. */
export function FarMark({ far, children }: FarMarkProps) {
  return (
    <span className={styles["far"]} title={rooms.moments[far]}>
      <CalendarX2 size={13} aria-hidden="true" /> {children}
      <span className="visually-hidden">{rooms.moments[far]}</span>
    </span>
  );
}
