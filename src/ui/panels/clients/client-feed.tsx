import { useState } from "react";
import type { Position } from "../../../eventlog/envelope.ts";
import { feedOf } from "../../../views/client-feed.ts";
import type { ClientRow } from "../../../views/clients.ts";
import { SaveAs } from "../../actions/save-as.tsx";
import { useServices } from "../../book-context.tsx";
import { formatMoment } from "../../format.ts";
import { Moment } from "../../moment.tsx";
import { Button } from "../../parts/button.tsx";
import panel from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";
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
            const { clientFeedFile } = await import("../../table-files/events-file.ts");
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
