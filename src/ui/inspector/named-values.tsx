import type { JsonObject } from "../../eventlog/envelope.ts";
import { fieldLabel, sayFieldLines, type Wording } from "../say-field.ts";
import styles from "./inspector.module.css";

interface NamedValuesProps {
  readonly of: JsonObject;
  readonly wording: Wording;
  /** In place of values where there are none. */
  readonly empty: string;
}

/** What an event or a command carries, as people read it: a name and a value a line. */
export function NamedValues({ of, wording, empty }: NamedValuesProps) {
  const fields = Object.entries(of);
  if (fields.length === 0) return <p className={styles["soft"]}>{empty}</p>;
  return (
    <dl className={styles["values"]}>
      {fields.map(([field, value]) => (
        <div key={field}>
          <dt>{fieldLabel(field)}</dt>
          <dd>
            {sayFieldLines(field, value, wording).map((line, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
              <span key={place}>{line}</span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
