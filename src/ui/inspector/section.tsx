import type { ReactNode } from "react";
import styles from "./inspector.module.css";

interface PartProps {
  readonly title: string;
  /** Whether it is what the others stand around. */
  readonly isMain?: boolean;
  readonly children: ReactNode;
}

/** One part of what is told of an event. */
export function Part({ title, isMain = false, children }: PartProps) {
  return (
    <section className={styles["part"]} data-main={isMain} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
