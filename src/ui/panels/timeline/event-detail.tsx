import { readEvent } from "../../../domain/events.ts";
import type { UnhashedEvent } from "../../../eventlog/envelope.ts";
import { useServices } from "../../book-context.tsx";
import { formatExactMoment } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import styles from "../../parts/panel.module.css";
import { CausationTree } from "./causation-tree.tsx";
import { useHash } from "./use-hash.ts";

/** One event: what it says, and its envelope. */
export function EventDetail({ event }: { readonly event: UnhashedEvent }) {
  const { time } = useServices().session;
  const { meta } = event;
  const known = readEvent(event).kind === "known";
  const facts: readonly (readonly [string, string | number])[] = [
    ["Stream", `${event.stream}, version ${event.version}`],
    ["Happened", formatExactMoment(meta.occurredAt)],
    ["Recorded", formatExactMoment(meta.recordedAt)],
    ["Event id", event.id],
    ["Command", meta.commandId],
    ["Caused by", meta.causationId],
    ["Correlation", meta.correlationId],
    ["Schema", event.schemaVersion],
    ["Hash", useHash(event.position) ?? "…"],
  ];
  return (
    <div className={styles["form"]}>
      <h2>
        {event.type} <span className={styles["mono"]}>#{event.position}</span>
      </h2>
      {!known && (
        <p className={styles["soft"]}>
          This version does not know this event. It is kept, and exported again.
        </p>
      )}
      <Button onClick={() => time.goTo(event.position)}>See the book then</Button>
      <h3>Data</h3>
      <pre className={styles["json"]}>{JSON.stringify(event.data, null, 2)}</pre>
      <h3>Causes and effects</h3>
      <CausationTree event={event} />
      <h3>Envelope</h3>
      <dl className={styles["facts"]}>
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
