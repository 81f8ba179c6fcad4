import { useEffect, useRef } from "react";
import { Button } from "../components/button.tsx";
import styles from "../components/layout.module.css";
import { Notice } from "../components/notice.tsx";
import { useBook, useIsPast, useServices } from "../context/book-context.tsx";
import { texts } from "../i18n/texts.ts";
import type { CommandForm } from "./use-command-form.ts";

interface FormFooterProps {
  readonly form: CommandForm;
  readonly label: string;
  /** Fields that show a refusal themselves; any other refusal is shown here. */
  readonly fields: readonly string[];
}

/** The end of every form: what came of it, the way out of the past, and the button. */
export function FormFooter({ form, label, fields }: FormFooterProps) {
  const { time } = useServices().session;
  const isPast = useIsPast();
  const isReader = useBook((state) => state.sharing?.role === "reader");
  const { rejection, done, pending } = form;
  const shownElsewhere = rejection?.field !== undefined && fields.includes(rejection.field);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A refusal beside its field is in view by the focus; the footer may be a screen below it.
    if (done || (rejection && !shownElsewhere)) end.current?.scrollIntoView({ block: "nearest" });
  }, [rejection, done, shownElsewhere]);
  return (
    <div ref={end} className={styles["footer"]}>
      {rejection && !shownElsewhere && (isPast || rejection.code !== "not-live") && (
        <Notice
          tone="refused"
          actions={
            rejection.code === "not-live" && (
              <Button onClick={() => time.goTo("live")}>{texts.past.returnAndGoOn}</Button>
            )
          }
        >
          {rejection.message}
        </Notice>
      )}
      {done && <Notice tone="done">{done}</Notice>}
      <Button
        type="submit"
        look="primary"
        disabled={pending}
        title={isPast ? texts.past.formTitle : isReader ? texts.link.formTitle : undefined}
      >
        {pending ? texts.common.saving : label}
      </Button>
    </div>
  );
}
