import { useLocation } from "wouter";
import type { OutboxItem } from "../../../eventlog/replication/outbox.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { useServices } from "../../context/book-context.tsx";
import { Moment } from "../../describe/moment.tsx";
import { keepDraft } from "../../forms/drafts/edit-draft.ts";
import { formOf } from "../../forms/drafts/form-for-command.ts";
import { formatMoment } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";

/** What was done here and refused in the end: why, and the ways on. */
export function RefusedCommands({ refused }: { readonly refused: readonly OutboxItem[] }) {
  if (refused.length === 0) return null;
  return (
    <section className={styles["form"]} aria-label={rooms.sharing.declined}>
      <h2>{rooms.sharing.declined}</h2>
      <p className={styles["soft"]}>{rooms.sharing.declinedMeans}</p>
      <ul className={styles["changes"]}>
        {refused.map((item) => (
          <RefusedCommand key={item.number} item={item} />
        ))}
      </ul>
    </section>
  );
}

function RefusedCommand({ item }: { readonly item: OutboxItem }) {
  const { session, sharing, own } = useServices();
  const [, navigate] = useLocation();
  const { attempt, refusedLater } = item;
  const { id, type, payload } = attempt.command;
  const form = formOf({ type, payload }, session.history);

  const mend = async (): Promise<void> => {
    if (!form) return;
    if (form.draft) keepDraft(session.store, form.draft.name, form.draft.fields);
    await sharing.dismiss(id);
    navigate(form.screen);
  };
  const tryAgain = async (): Promise<void> => {
    await sharing.dismiss(id);
    await own.dispatch({ type, ...payload });
  };
  return (
    <li>
      <strong>{type}</strong>
      <span className={styles["soft"]}>
        <Moment time={attempt.occurredAt} format={formatMoment} />
      </span>
      <span className={styles["refusal"]}>{refusedLater?.message}</span>
      <span className={styles["buttons"]}>
        {form && (
          <Button small onClick={mend}>
            {form.draft ? rooms.sharing.mend : rooms.sharing.toRecord}
          </Button>
        )}
        <Button small onClick={tryAgain}>
          {rooms.sharing.again}
        </Button>
        <Button small look="quiet" onClick={() => sharing.dismiss(id)}>
          {rooms.sharing.dismiss}
        </Button>
      </span>
    </li>
  );
}
