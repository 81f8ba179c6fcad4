import { type InputHTMLAttributes, useId } from "react";
import { texts } from "../i18n/texts.ts";
import styles from "./field.module.css";

/** What is wrong with a field. A refusal is spoken at once; a remark while typing is not. */
export interface FieldError {
  readonly message: string;
  readonly refused: boolean;
}

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly error?: FieldError | undefined;
  readonly hint?: string;
  readonly optional?: boolean;
  /** Whether the text may have several lines; the field grows with them. */
  readonly multiline?: boolean;
}

/** A labelled text with its error beneath it. */
export function Field({ label, error, hint, optional, multiline, ...input }: FieldProps) {
  const id = useId();
  // What is bound here, a text area has as well.
  const Control = (multiline ? "textarea" : "input") as "input";
  return (
    <div className={styles["field"]}>
      <label className={styles["label"]} htmlFor={id}>
        {label}
      </label>
      <Control
        id={id}
        className={styles["input"]}
        aria-invalid={error !== undefined}
        aria-describedby={error || hint ? `${id}-about` : undefined}
        placeholder={optional ? texts.common.optional : undefined}
        autoComplete="off"
        {...input}
      />
      <FieldNote id={`${id}-about`} error={error} hint={hint} />
    </div>
  );
}

interface FieldNoteProps {
  readonly id: string;
  readonly error?: FieldError | undefined;
  readonly hint?: string | undefined;
}

/** The line beneath a field: what is wrong, or else what is wanted. */
export function FieldNote({ id, error, hint }: FieldNoteProps) {
  if (error) {
    return (
      <span id={id} className={styles["error"]} role={error.refused ? "alert" : undefined}>
        {error.message}
      </span>
    );
  }
  return hint ? (
    <span id={id} className={styles["hint"]}>
      {hint}
    </span>
  ) : null;
}
