import { type ReactNode, useState } from "react";
import type { Origin, UnhashedEvent } from "../../eventlog/envelope.ts";
import { toCloudEvent, toForeignEvent } from "../../formats/cloudevents/write-event.ts";
import { Button } from "../components/button.tsx";
import { CopyButton } from "../components/copy-button.tsx";
import { useBook } from "../context/book-context.tsx";
import { sayMoment } from "../describe/describe-moment.ts";
import { RecordedTime } from "../describe/recorded-time.tsx";
import { formatExactMoment } from "../i18n/format.ts";
import { rooms } from "../i18n/screen-texts.ts";
import styles from "./inspector.module.css";
import { Part } from "./section.tsx";
import { type Hashes, useHashes } from "./use-hashes.ts";

/** An event as the log holds it: its place in the chain, its envelope, and the line it is exported as. */
export function RawEvent({ event }: { readonly event: UnhashedEvent }) {
  const book = useBook((state) => state.book.id);
  const head = useBook((state) => state.head.position);
  const hashes = useHashes(event.position, event.position === head);
  const line = hashes && toCloudEvent({ ...event, hash: hashes.own }, book, hashes.before);
  return (
    <>
      <Part title={rooms.inspector.chain}>
        {hashes ? (
          <Chain key={hashes.own} hashes={hashes} />
        ) : (
          <p className={styles["soft"]}>{rooms.inspector.readingLog}</p>
        )}
      </Part>
      <Part title={rooms.inspector.envelope}>
        <Envelope event={event} />
      </Part>
      {event.origin && (
        <Part title={rooms.inspector.origin}>
          <Facts facts={attributesOf(event, event.origin)} />
        </Part>
      )}
      {line && (
        <Part title={rooms.inspector.exported}>
          <div>
            <CopyButton label={rooms.inspector.copyJson} text={JSON.stringify(line)} />
          </div>
          <pre className={styles["json"]}>{JSON.stringify(line, null, 2)}</pre>
        </Part>
      )}
    </>
  );
}

function Chain({ hashes: { before, own, after } }: { readonly hashes: Hashes }) {
  const [isWhole, setWhole] = useState(false);
  return (
    <>
      <p className={styles["chain"]}>
        …{before.slice(-4)} → <strong>{isWhole ? own : own.slice(0, 8)}</strong> →{" "}
        {after ? `${after.slice(0, 4)}…` : rooms.inspector.end}
      </p>
      <div className={styles["buttons"]}>
        <Button small aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? rooms.inspector.shortHash : rooms.inspector.wholeHash}
        </Button>
        <CopyButton label={rooms.inspector.copyHash} text={own} />
      </div>
    </>
  );
}

function Envelope({ event }: { readonly event: UnhashedEvent }) {
  const { meta } = event;
  const facts: readonly Fact[] = [
    [rooms.timeline.stream, rooms.inspector.streamAt(event.stream, event.version)],
    [rooms.timeline.happened, sayMoment(meta.occurredAt, formatExactMoment)],
    [
      rooms.inspector.recordedAt,
      <RecordedTime key="recorded" commandId={meta.commandId} time={meta.recordedAt} />,
    ],
    [rooms.inspector.eventId, event.id],
    [rooms.inspector.commandId, meta.commandId],
    [rooms.inspector.causedBy, meta.causationId],
    [rooms.inspector.correlation, meta.correlationId],
    [rooms.inspector.schema, event.schemaVersion],
  ];
  return <Facts facts={facts} />;
}

type Fact = readonly [name: string, value: ReactNode];

// In the words of the program that wrote them.
function attributesOf(event: UnhashedEvent, origin: Origin): Fact[] {
  const { specversion: _, data, data_base64, ...attributes } = toForeignEvent(event, origin);
  return Object.entries(attributes).map(([name, value]) => [name, String(value)]);
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles["facts"]}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
