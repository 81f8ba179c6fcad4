import { useId } from "react";
import { texts } from "../i18n/texts.ts";
import { Button } from "./button.tsx";
import styles from "./progress.module.css";

interface ProgressProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  onCancel?(): void;
}

/** How far something long has come, with a way out where there is one. */
export function Progress({ label, done, total, onCancel }: ProgressProps) {
  const id = useId();
  return (
    <div className={styles["progress"]}>
      <label className={styles["text"]} htmlFor={id}>
        {total > 0 ? texts.common.progress(label, done, total) : label}
      </label>
      <div className={styles["row"]}>
        <progress id={id} className={styles["bar"]} value={done} max={Math.max(total, 1)} />
        {onCancel && (
          <Button small onClick={onCancel}>
            {texts.common.cancel}
          </Button>
        )}
      </div>
    </div>
  );
}
