import { useEffect, useRef } from "react";
import { Link } from "wouter";
import { parsePosition } from "../../../eventlog/envelope.ts";
import { SaveAs } from "../../actions/save-as.tsx";
import { useBook, useServices, useShownPosition } from "../../book-context.tsx";
import { inspect } from "../../inspect.ts";
import { buttonClass } from "../../parts/button.tsx";
import { ListTop } from "../../parts/list-top.tsx";
import styles from "../../parts/panel.module.css";
import { eventsFile } from "../../table-files/events-file.ts";
import { rooms } from "../../texts/rooms.ts";
import { texts } from "../../texts/texts.ts";
import { useOpened } from "../../use-opened.ts";
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
