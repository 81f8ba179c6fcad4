import type { UnhashedEvent } from "../../eventlog/envelope.ts";
import type { Inspected } from "../../store/book-store.ts";
import type { TouchedRow } from "../../views/touched-rows.ts";
import { useServices } from "../book-context.tsx";
import { rowName, wordingAt } from "../row-name.ts";
import { fieldLabel, sayField } from "../say-field.ts";
import styles from "./inspector.module.css";

interface AnswerProps {
  readonly event: UnhashedEvent;
  readonly rows: readonly TouchedRow[];
  readonly asked: NonNullable<Inspected["asked"]>;
}

/** Why a cell holds its value, in a sentence. */
export function Answer({ event, rows, asked }: AnswerProps) {
  const { history } = useServices().session;
  const row = rows.find(({ view }) => view === asked.view);
  const [change] = row?.fields.filter(({ field }) => asked.fields.includes(field)) ?? [];
  const name = row && rowName(history, row.view, row.key, event.position);
  if (!row || !change) {
    return (
      <p className={styles["answer"]}>
        {row?.isNew
          ? `${name} began with this event.`
          : `This event made version ${event.version} of ${name ?? "the record"}.`}
      </p>
    );
  }
  const { field, after } = change;
  const value = sayField(field, after, wordingAt(history, event.position, row.currency));
  return (
    <p className={styles["answer"]}>
      {after === undefined ? (
        <>
          This event took <strong>{fieldLabel(field)}</strong> away from {name}.
        </>
      ) : (
        <>
          This event made <strong>{fieldLabel(field)}</strong> of {name} <strong>{value}</strong>.
        </>
      )}
    </p>
  );
}
