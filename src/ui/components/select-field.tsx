import { useId } from "react";
import styles from "./field.module.css";

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  /** Values and how they are called. */
  readonly options: readonly (readonly [value: Value, name: string])[];
  onChange(value: Value): void;
}

/** A labelled choice of one of a few. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: ChoiceProps<Value>) {
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
        onChange={(event) => onChange(event.currentTarget.value as Value)}
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
