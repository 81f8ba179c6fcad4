import { useState } from "react";
import { type Position, START } from "../../../eventlog/envelope.ts";
import { useServices, useShownPosition } from "../../book-context.tsx";
import { formatCount } from "../../format.ts";
import styles from "../../parts/panel.module.css";
import { EventDetail } from "./event-detail.tsx";
import { EventsTable } from "./events-table.tsx";

/** Every event up to the cursor, and one of them opened. */
export function TimelinePanel() {
  const { history } = useServices().session;
  const at = useShownPosition();
  const [opened, setOpened] = useState<Position>();
  const shown = opened !== undefined && opened <= at ? opened : at;
  const event = shown > START ? history.event(shown) : undefined;
  return (
    <section className={styles["panel"]} aria-labelledby="timeline-title">
      <header className={styles["header"]}>
        <div>
          <h1 id="timeline-title">Timeline</h1>
          <p className={styles["sub"]}>
            {formatCount(at)} {at === 1 ? "event" : "events"}. Nothing is ever changed or removed;
            each screen is folded from this list.
          </p>
        </div>
      </header>
      <div className={styles["split"]}>
        <EventsTable at={at} opened={shown} onOpen={setOpened} />
        <aside className={styles["side"]} aria-label="Event">
          {event ? (
            <EventDetail event={event} />
          ) : (
            <p className={styles["soft"]}>Before the first event.</p>
          )}
        </aside>
      </div>
    </section>
  );
}
