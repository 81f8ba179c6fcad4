import type { Position } from "../../../eventlog/envelope.ts";
import type { History } from "../../../views/history.ts";
import { useBook, useServices } from "../../book-context.tsx";
import { Notice } from "../../parts/notice.tsx";
import styles from "../../parts/panel.module.css";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { type RestoredMoment, readRestoredMoment } from "../../restored-moment.ts";
import { recordName } from "../../row-name.ts";
import { sayMoment } from "../../say-moment.ts";
import { rooms } from "../../texts/rooms.ts";
import { useOpened } from "../../use-opened.ts";
import { PlannedRestore } from "./planned-restore.tsx";

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
