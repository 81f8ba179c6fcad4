import { useState } from "react";
import type { Position } from "../../../eventlog/envelope.ts";
import type { ClientRow } from "../../../read-model/projections/clients.ts";
import { feedOf } from "../../../read-model/queries/client-activity.ts";
import { Button } from "../../components/button.tsx";
import panel from "../../components/layout.module.css";
import { useServices } from "../../context/book-context.tsx";
import { Moment } from "../../describe/moment.tsx";
import { SaveAs } from "../../files/save-as-button.tsx";
import { formatMoment } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "./client-page.module.css";
import { Sparkline } from "./sparkline.tsx";

/** Events that are shown at first, and that are added each time. */
const SHOWN = 12;

interface ClientFeedProps {
  readonly client: ClientRow;
  readonly at: Position;
}

/** What happened to one client, the newest first, with the way to the client as of each event. */
export function ClientFeed({ client, at }: ClientFeedProps) {
  const { history, time } = useServices().session;
  const [most, setMost] = useState(SHOWN);
  const feed = feedOf(history, client.id, at);
  return (
    <section aria-label={rooms.clients.feed}>
      <header className={panel["header"]}>
        <h3>{rooms.clients.happened}</h3>
        <SaveAs
          small
          what={rooms.files.eventsOf(client.username)}
          begin={async (moment) => {
            const { clientFeedFile } = await import("../../files/csv/events-csv.ts");
            return clientFeedFile(history, client.id, moment);
          }}
        />
      </header>
      <Sparkline times={feed.map(({ occurredAt }) => occurredAt)} />
      <ol className={styles["list"]}>
        {feed.slice(0, most).map(({ position, event, occurredAt }) => (
          <li key={position} className={styles["event"]}>
            <span>{event.type}</span>
            <Button
              small
              look="quiet"
              aria-label={rooms.clients.seeAt(client.username, position)}
              title={rooms.clients.seeThen}
              onClick={() => time.goTo(position)}
            >
              <Moment time={occurredAt} format={formatMoment} />
            </Button>
          </li>
        ))}
      </ol>
      {feed.length > most && (
        <Button small onClick={() => setMost(most + SHOWN)}>
          {rooms.clients.more(feed.length)}
        </Button>
      )}
      {feed.length === 0 && <p className={panel["soft"]}>{rooms.clients.nothingYet}</p>}
    </section>
  );
}
