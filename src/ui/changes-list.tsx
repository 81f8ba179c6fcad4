import type { FieldChange, RowChange } from "../views/field-changes.ts";
import { useServices } from "./book-context.tsx";
import { formatMoment } from "./format.ts";
import { Button } from "./parts/button.tsx";
import styles from "./parts/panel.module.css";

interface ChangesListProps {
  readonly changes: readonly RowChange[];
  /** A field's value in words; its plain text when left out, or for what it leaves to that. */
  say?(field: string, value: unknown): string | undefined;
}

/** A record's history, the newest first: when, which version, what changed field by field, and the way there. */
export function ChangesList({ changes, say }: ChangesListProps) {
  const { time } = useServices().session;
  const said = (field: string, value: unknown) => say?.(field, value) ?? plain(value);
  return (
    <section aria-label="History">
      <h3>History</h3>
      <ol className={styles["changes"]}>
        {changes.toReversed().map(({ position, version, occurredAt, type, fields }) => (
          <li key={position}>
            <span className={styles["header"]}>
              <span>
                <strong>Version {version}</strong> {type}
              </span>
              <Button
                small
                look="quiet"
                aria-label={`See the book at event ${position}`}
                onClick={() => time.goTo(position)}
              >
                See the book then
              </Button>
            </span>
            <span className={styles["soft"]}>{formatMoment(occurredAt)}</span>
            {fields.filter(isTold).map(({ field, ...change }) => (
              <span key={field}>
                {field}: {"before" in change && <del>{said(field, change.before)}</del>}{" "}
                {"after" in change && <ins>{said(field, change.after)}</ins>}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

// When it happened stands there already, and opaque ids tell nobody anything.
function isTold({ field }: FieldChange): boolean {
  return !field.endsWith("At") && !field.endsWith("Id");
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
