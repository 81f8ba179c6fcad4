import { useId } from "react";
import styles from "./field.module.css";

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  /** Values and how they are called. */
  readonly options: readonly (readonly [value: string, name: string])[];
  onChange(value: string): void;
}

/** A labelled choice of one of a few. */
export function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles["field"]}>
      <label className={styles["label"]} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={styles["input"]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map(([choice, name]) => (
          <option key={choice} value={choice}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
