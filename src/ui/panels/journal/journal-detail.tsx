import { useLocation } from "wouter";
import { sayRefusal } from "../../../domain/say-refusal.ts";
import type { JournalRow } from "../../../views/journal.ts";
import { useServices } from "../../book-context.tsx";
import { keepDraft } from "../../drafts/edit-draft.ts";
import { formOf } from "../../drafts/form-of.ts";
import { formatCount } from "../../format.ts";
import { inspect } from "../../inspect.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import styles from "../../parts/panel.module.css";
import { RecordedTime } from "../../recorded-time.tsx";
import { rooms } from "../../texts/rooms.ts";
import { nameless } from "./nameless.ts";
import { OutcomeChip } from "./outcome-chip.tsx";

interface JournalDetailProps {
  readonly row: JournalRow;
}

/** One attempt: what was asked for, what came of it, and the way back into its form. */
export function JournalDetail({ row }: JournalDetailProps) {
  const { history, store, time } = useServices().session;
  const [, navigate] = useLocation();
  const { type = nameless(row), payload, outcome, rule, at, recordedAt, client, commandId } = row;
  const form = outcome === "refused" ? formOf(row, history) : undefined;
  const copy = () => {
    if (!form) return;
    time.goTo("live");
    if (form.draft) keepDraft(store, form.draft.name, form.draft.fields);
    navigate(form.screen);
  };
  return (
    <div className={styles["form"]}>
      <h2>
        {type} <OutcomeChip outcome={outcome} />
      </h2>
      {rule && (
        <p className={styles["refusal"]}>
          {sayRefusal(rule)} <code>{rule}</code>
        </p>
      )}
      <div className={styles["buttons"]}>
        {form && (
          <Button look="primary" onClick={copy}>
            {form.draft ? rooms.journal.copy : rooms.journal.toRecord}
          </Button>
        )}
        <Button onClick={() => time.goTo(at)}>{rooms.common.seeThen}</Button>
      </div>
      {payload ? (
        <>
          <h3>{rooms.journal.askedFor}</h3>
          <pre className={styles["json"]}>{JSON.stringify(payload, null, 2)}</pre>
        </>
      ) : (
        <Notice tone="past">
          {outcome === "accepted" ? rooms.journal.onlyEvents : rooms.journal.unknownCommand}
        </Notice>
      )}
      <dl className={styles["facts"]}>
        <dt>{outcome === "accepted" ? rooms.journal.lastEvent : rooms.journal.afterEvent}</dt>
        <dd>
          {outcome === "accepted" ? (
            <Button small onClick={() => inspect(store, at)}>
              {history.event(at)?.type} #{formatCount(at)}
            </Button>
          ) : (
            formatCount(at)
          )}
        </dd>
        <dt>{rooms.journal.recorded}</dt>
        <dd>
          <RecordedTime commandId={commandId} isRefusal={outcome === "refused"} time={recordedAt} />
        </dd>
        <dt>{rooms.labels.client}</dt>
        <dd>{client ?? "–"}</dd>
        <dt>{rooms.journal.commandId}</dt>
        <dd>{commandId}</dd>
      </dl>
    </div>
  );
}
