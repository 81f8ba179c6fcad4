import { useLocation } from "wouter";
import type { OutboxItem } from "../../../eventlog/outbox.ts";
import { useServices } from "../../book-context.tsx";
import { keepDraft } from "../../drafts/edit-draft.ts";
import { formOf } from "../../drafts/form-of.ts";
import { formatMoment } from "../../format.ts";
import { Moment } from "../../moment.tsx";
import { Button } from "../../parts/button.tsx";
import styles from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";

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
