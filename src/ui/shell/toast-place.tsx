import { lazy, Suspense } from "react";
import { useBook } from "../context/book-context.tsx";
import { texts } from "../i18n/texts.ts";
import styles from "./shell.module.css";

const Toast = lazy(async () => ({ default: (await import("./toast.tsx")).Toast }));

/** Where what came of a command is told, above the timeline. It is there before it is needed, so that it is read out. */
export function ToastPlace() {
  const told = useBook((state) => state.own.told);
  return (
    <div className={styles["toasts"]} role="status" aria-label={texts.undo.title}>
      {told && (
        <Suspense fallback={null}>
          <Toast told={told} />
        </Suspense>
      )}
    </div>
  );
}
