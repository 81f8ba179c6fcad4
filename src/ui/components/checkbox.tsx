import { useId } from "react";
import styles from "./field.module.css";
import { type FieldError, FieldNote } from "./field.tsx";

/** What a choice is, and what becomes of it. */
export interface CheckProps {
  readonly label: string;
  readonly name?: string;
  readonly checked: boolean;
  readonly hint?: string;
  readonly error?: FieldError | undefined;
  onChange(checked: boolean): void;
}

/** A choice of yes or no, with its error beneath it. */
export function Check({ label, hint, error, onChange, ...input }: CheckProps) {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label className={styles["check"]}>
        <input
          type="checkbox"
          aria-invalid={error !== undefined}
          aria-describedby={error || hint ? `${id}-about` : undefined}
          onChange={({ currentTarget: { checked } }) => onChange(checked)}
          {...input}
        />
        {label}
      </label>
      <FieldNote id={`${id}-about`} error={error} hint={hint} />
    </div>
  );
}
