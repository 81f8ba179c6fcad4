import type { Inspected } from "../../application/store/book-store.ts";
import type { UnhashedEvent } from "../../eventlog/envelope.ts";
import type { TouchedRow } from "../../read-model/queries/event-effects.ts";
import { useServices } from "../context/book-context.tsx";
import { fieldLabel, sayField } from "../describe/describe-field.ts";
import { rowName, wordingAt } from "../describe/record-name.ts";
import { rooms } from "../i18n/screen-texts.ts";
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
  if (!row || !name || !change) {
    return (
      <p className={styles["answer"]}>
        {row?.isNew && name
          ? rooms.inspector.began(name)
          : rooms.inspector.madeVersion(event.version, name ?? rooms.inspector.theRecord)}
      </p>
    );
  }
  const { field, after } = change;
  const label = <strong>{fieldLabel(field)}</strong>;
  const value = sayField(field, after, wordingAt(history, event.position, row.currency));
  return (
    <p className={styles["answer"]}>
      {after === undefined
        ? rooms.inspector.took(label, name)
        : rooms.inspector.made(label, name, <strong>{value}</strong>)}
    </p>
  );
}
