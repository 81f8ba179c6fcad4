import type { JsonObject } from "../../eventlog/envelope.ts";
import { Paged } from "../components/paged.tsx";
import { fieldLabel, sayFieldLines, type Wording } from "../describe/describe-field.ts";
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
            <ValueLines label={fieldLabel(field)} lines={sayFieldLines(field, value, wording)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface ValueLinesProps {
  readonly label: string;
  readonly lines: readonly string[];
}

function ValueLines({ label, lines }: ValueLinesProps) {
  return (
    <Paged count={lines.length} label={label}>
      {(from, to) =>
        lines.slice(from, to).map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
          <span key={from + place}>{line}</span>
        ))
      }
    </Paged>
  );
}
