import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { parsePosition } from "../../eventlog/envelope.ts";
import { buttonClass } from "../components/button.tsx";
import styles from "../components/layout.module.css";
import { ListTop } from "../components/table/list-header.tsx";
import { useBook, useServices, useShownPosition } from "../context/book-context.tsx";
import { useOpened } from "../context/use-opened.ts";
import { eventsFile } from "../files/csv/events-csv.ts";
import { SaveAs } from "../files/save-as-button.tsx";
import { rooms } from "../i18n/screen-texts.ts";
import { texts } from "../i18n/texts.ts";
import { inspect } from "../provenance/open-inspector.ts";
import { EventsTable } from "./events-table.tsx";

/** Every event up to the cursor. The one in the address is looked into. */
export function TimelinePanel() {
  const { store, history } = useServices().session;
  const at = useShownPosition();
  const [address] = useOpened("timeline");
  const opened = parsePosition(address);
  const inspected = useBook((state) => state.inspected?.position);
  const before = useRef<typeof opened>(undefined);
  useEffect(() => {
    const isOther = opened !== store.getState().inspected?.position;
    if (opened !== undefined && isOther) store.setState({ inspected: { position: opened } });
    // Back, from an event to none.
    if (opened === undefined && before.current !== undefined) {
      store.setState({ inspected: undefined });
    }
    before.current = opened;
  }, [store, opened]);
  return (
    <section className={styles["panel"]} aria-labelledby="timeline-title">
      <ListTop
        id="timeline-title"
        title={texts.screens.timeline}
        sub={rooms.timeline.sub(at)}
        files={
          <>
            <Link to="/compare" className={buttonClass()}>
              {rooms.timeline.compare}
            </Link>
            <SaveAs what={rooms.files.events} begin={(moment) => eventsFile(history, moment)} />
          </>
        }
      />
      <div className={styles["filling"]}>
        <EventsTable
          at={at}
          opened={inspected}
          revealed={opened}
          onOpen={(position) => inspect(store, position)}
        />
      </div>
    </section>
  );
}
