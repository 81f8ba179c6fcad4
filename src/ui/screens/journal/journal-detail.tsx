import { useLocation } from "wouter";
import { sayRefusal } from "../../../domain/describe-rejection.ts";
import type { JournalRow } from "../../../read-model/queries/journal-rows.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { useServices } from "../../context/book-context.tsx";
import { RecordedTime } from "../../describe/recorded-time.tsx";
import { keepDraft } from "../../forms/drafts/edit-draft.ts";
import { formOf } from "../../forms/drafts/form-for-command.ts";
import { formatCount } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { inspect } from "../../provenance/open-inspector.ts";
import { OutcomeChip } from "./attempt-outcome.tsx";
import { nameless } from "./nameless.ts";

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
