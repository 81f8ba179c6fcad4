import { useState } from "react";
import type { UnhashedEvent } from "../../eventlog/envelope.ts";
import { toCloudEvent } from "../../transfer/write-cloud-event.ts";
import { useBook } from "../book-context.tsx";
import { formatExactMoment } from "../format.ts";
import { Button } from "../parts/button.tsx";
import { CopyButton } from "../parts/copy-button.tsx";
import { texts } from "../texts/texts.ts";
import styles from "./inspector.module.css";
import { Part } from "./part.tsx";
import { type Hashes, useHashes } from "./use-hashes.ts";

/** An event as the log holds it: its place in the chain, its envelope, and the line it is exported as. */
export function RawEvent({ event }: { readonly event: UnhashedEvent }) {
  const book = useBook((state) => state.book.id);
  const head = useBook((state) => state.head.position);
  const hashes = useHashes(event.position, event.position === head);
  const line = hashes && toCloudEvent({ ...event, hash: hashes.own }, book, hashes.before);
  return (
    <>
      <Part title={texts.inspector.chain}>
        {hashes ? (
          <Chain key={hashes.own} hashes={hashes} />
        ) : (
          <p className={styles["soft"]}>{texts.inspector.readingLog}</p>
        )}
      </Part>
      <Part title={texts.inspector.envelope}>
        <Envelope event={event} />
      </Part>
      {line && (
        <Part title={texts.inspector.exported}>
          <div>
            <CopyButton label={texts.inspector.copyJson} text={JSON.stringify(line)} />
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
        {after ? `${after.slice(0, 4)}…` : texts.inspector.end}
      </p>
      <div className={styles["buttons"]}>
        <Button small aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? texts.inspector.shortHash : texts.inspector.wholeHash}
        </Button>
        <CopyButton label={texts.inspector.copyHash} text={own} />
      </div>
    </>
  );
}

function Envelope({ event }: { readonly event: UnhashedEvent }) {
  const { meta } = event;
  const facts: readonly (readonly [string, string | number])[] = [
    [texts.timeline.stream, texts.inspector.streamAt(event.stream, event.version)],
    [texts.timeline.happened, formatExactMoment(meta.occurredAt)],
    [texts.inspector.recordedAt, formatExactMoment(meta.recordedAt)],
    [texts.inspector.eventId, event.id],
    [texts.inspector.commandId, meta.commandId],
    [texts.inspector.causedBy, meta.causationId],
    [texts.inspector.correlation, meta.correlationId],
    [texts.inspector.schema, event.schemaVersion],
  ];
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
