import { useEffect, useRef } from "react";
import { Link } from "wouter";
import type { Inspected } from "../../application/store/book-store.ts";
import type { UnhashedEvent } from "../../eventlog/envelope.ts";
import type { TouchedRow } from "../../read-model/queries/event-effects.ts";
import type { FieldChange } from "../../read-model/queries/field-diff.ts";
import { Paged } from "../components/paged.tsx";
import { useServices } from "../context/book-context.tsx";
import { fieldLabel, sayFieldLines, type Wording } from "../describe/describe-field.ts";
import { rowName, wayToRow, wordingAt } from "../describe/record-name.ts";
import { rooms } from "../i18n/screen-texts.ts";
import styles from "./inspector.module.css";
import { Part } from "./section.tsx";

interface StateChangesProps {
  readonly event: UnhashedEvent;
  readonly rows: readonly TouchedRow[];
  readonly asked: Inspected["asked"];
  /** Whether everything above is drawn: what comes later would push the asked field out of view. */
  readonly isSettled: boolean;
}

/** The rows an event touched, before and after it: only the fields that differ, those asked about marked. */
export function StateChanges({ event, rows, asked, isSettled }: StateChangesProps) {
  const { history } = useServices().session;
  const { position } = event;
  return (
    <Part title={rooms.inspector.changes}>
      {rows.length === 0 && <p className={styles["soft"]}>{rooms.inspector.changedNothing}</p>}
      {rows.map(({ view, key, isNew, fields, currency }) => (
        <div key={view} className={styles["row"]}>
          <p>
            <Link to={wayToRow(view, key)}>{rowName(history, view, key, position)}</Link>
            {isNew && <span className={styles["soft"]}>{rooms.inspector.isNew}</span>}
          </p>
          <dl className={styles["diff"]}>
            {fields.map((change) => (
              <Change
                key={change.field}
                change={change}
                wording={wordingAt(history, position, currency)}
                asked={asked?.view === view && asked.fields.includes(change.field) && asked}
                isSettled={isSettled}
              />
            ))}
          </dl>
        </div>
      ))}
    </Part>
  );
}

interface ChangeProps {
  readonly change: FieldChange;
  readonly wording: Wording;
  /** The question about this field, if there is one: the same question again scrolls again. */
  readonly asked: Inspected["asked"] | false;
  readonly isSettled: boolean;
}

function Change({ change, wording, asked, isSettled }: ChangeProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked && isSettled) element.current?.scrollIntoView({ block: "nearest" });
  }, [asked, isSettled]);
  const { field } = change;
  const before = "before" in change ? sayFieldLines(field, change.before, wording) : [];
  const after = "after" in change ? sayFieldLines(field, change.after, wording) : [];
  // Of a list only what differs is told.
  const [had, has] = [new Set(before), new Set(after)];
  const removed = before.filter((line) => !has.has(line));
  const added = after.filter((line) => !had.has(line));
  return (
    <div ref={element} data-asked={Boolean(asked)}>
      <dt>{fieldLabel(field)}</dt>
      <dd>
        <Paged count={removed.length + added.length} label={fieldLabel(field)}>
          {(from, to) => (
            <>
              {removed.slice(from, to).map((line) => (
                <del key={line}>
                  <span className="visually-hidden">{rooms.inspector.before}</span>
                  {line}
                </del>
              ))}
              {added
                .slice(Math.max(0, from - removed.length), Math.max(0, to - removed.length))
                .map((line) => (
                  <ins key={line}>
                    <span className="visually-hidden">{rooms.inspector.after}</span>
                    {line}
                  </ins>
                ))}
            </>
          )}
        </Paged>
      </dd>
    </div>
  );
}
