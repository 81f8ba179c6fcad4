import type { ReactNode } from "react";
import notice from "../../components/notice.module.css";

/** What is to be known of a form as it stands: beside the outcome, which alone is spoken. */
export function Remark({
  children,
  actions,
}: {
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={`${notice["notice"]} ${notice["past"]}`} role="note">
      <p>{children}</p>
      {actions}
    </div>
  );
}
