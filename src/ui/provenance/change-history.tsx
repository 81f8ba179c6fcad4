import type { FieldChange, RowChange } from "../../read-model/queries/field-diff.ts";
import { Button } from "../components/button.tsx";
import styles from "../components/layout.module.css";
import { useServices } from "../context/book-context.tsx";
import { fieldWords, sayField, type Wording } from "../describe/describe-field.ts";
import { Moment } from "../describe/moment.tsx";
import { formatCount, formatMoment } from "../i18n/format.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { inspect } from "./open-inspector.ts";

interface ChangesListProps {
  readonly changes: readonly RowChange[];
  readonly wording?: Wording;
}

/** A record's history, the newest first: when, which version, what changed field by field, and the ways there. */
export function ChangesList({ changes, wording }: ChangesListProps) {
  const { store, time } = useServices().session;
  return (
    <section aria-label={rooms.common.history}>
      <h3>{rooms.common.history}</h3>
      <ol className={styles["changes"]}>
        {changes.toReversed().map(({ position, version, occurredAt, type, fields }) => (
          <li key={position}>
            <span className={styles["header"]}>
              <span>
                <strong>{rooms.common.version(version)}</strong> {type}
              </span>
              <span>
                <Button
                  small
                  look="quiet"
                  aria-label={rooms.common.lookInto(position)}
                  onClick={() => inspect(store, position)}
                >
                  #{formatCount(position)}
                </Button>
                <Button
                  small
                  look="quiet"
                  aria-label={rooms.common.seeAt(position)}
                  onClick={() => time.goTo(position)}
                >
                  {rooms.common.seeThen}
                </Button>
              </span>
            </span>
            <span className={styles["soft"]}>
              <Moment time={occurredAt} format={formatMoment} />
            </span>
            {fields.filter(isTold).map(({ field, ...change }) => (
              <span key={field}>
                {rooms.common.fieldIs(fieldWords(field))}{" "}
                {"before" in change && (
                  <del>{sayField(field, change.before, wording, change.after)}</del>
                )}{" "}
                {"after" in change && (
                  <ins>{sayField(field, change.after, wording, change.before)}</ins>
                )}
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
