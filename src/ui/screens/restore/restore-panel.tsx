import type { Position } from "../../../eventlog/envelope.ts";
import type { History } from "../../../read-model/read-model.ts";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { ScreenTitle } from "../../components/screen-title.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { type RestoredMoment, readRestoredMoment } from "../../context/restored-moment.ts";
import { useOpened } from "../../context/use-opened.ts";
import { sayMoment } from "../../describe/describe-moment.ts";
import { recordName } from "../../describe/record-name.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { PlannedRestore } from "./restore-plan.tsx";

/** Brings a moment of the past back by new events: the whole book, or one record, as the address says. */
export function RestorePanel() {
  const { history } = useServices().session;
  const head = useBook((state) => state.head.position);
  const [address = ""] = useOpened("restore");
  const moment = readRestoredMoment(address);
  return (
    <section className={styles["panel"]} aria-labelledby="restore-title">
      <header>
        <ScreenTitle id="restore-title">{rooms.restore.title}</ScreenTitle>
        {moment && moment.at <= head && (
          <p className={styles["sub"]}>{sayWhat(history, moment, head)}</p>
        )}
      </header>
      {moment ? (
        <Asked key={address} moment={moment} head={head} />
      ) : (
        <Notice tone="refused">
          {address && rooms.restore.unreadable(address)} {rooms.restore.choose}
        </Notice>
      )}
    </section>
  );
}

function sayWhat(history: History, { at, record }: RestoredMoment, head: Position): string {
  const time = history.event(at)?.meta.occurredAt;
  const what = (record && recordName(history, record, head)) ?? rooms.restore.book;
  const told = time === undefined ? "" : sayMoment(time);
  return rooms.restore.sub(what, rooms.restore.asOf(told, at));
}

function Asked({ moment, head }: { readonly moment: RestoredMoment; readonly head: Position }) {
  if (moment.at > head) return <Notice tone="refused">{rooms.restore.beyond(moment.at)}</Notice>;
  if (moment.at === head) return <p role="status">{rooms.restore.isNow}</p>;
  return <PlannedRestore moment={moment} />;
}
