import type { ReactNode } from "react";
import styles from "./notice.module.css";

interface NoticeProps {
  readonly tone: "refused" | "done" | "past";
  readonly children: ReactNode;
  /** Buttons that lead on. */
  readonly actions?: ReactNode;
}

/** A sentence that matters now. A refusal is spoken at once, the rest when there is time. */
export function Notice({ tone, children, actions }: NoticeProps) {
  return (
    <div
      className={`${styles["notice"]} ${styles[tone]}`}
      role={tone === "refused" ? "alert" : "status"}
    >
      <p>{children}</p>
      {actions}
    </div>
  );
}
