import { parsePosition, START } from "../../../eventlog/envelope.ts";
import { useServices, useShownPosition } from "../../book-context.tsx";
import { formatCount } from "../../format.ts";
import styles from "../../parts/panel.module.css";
import { useOpened } from "../../use-opened.ts";
import { EventDetail } from "./event-detail.tsx";
import { EventsTable } from "./events-table.tsx";

/** Every event up to the cursor, and one of them opened. */
export function TimelinePanel() {
  const { history } = useServices().session;
  const at = useShownPosition();
  const [address, open] = useOpened("timeline");
  const opened = parsePosition(address);
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
        <EventsTable
          at={at}
          opened={shown}
          revealed={opened}
          onOpen={(position) => open(String(position))}
        />
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
