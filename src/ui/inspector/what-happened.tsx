import { useMemo } from "react";
import { sayDataIssue } from "../../domain/describe-schema-issue.ts";
import { readEvent } from "../../domain/events.ts";
import type { UnhashedEvent } from "../../eventlog/envelope.ts";
import type { CommandRecord } from "../../eventlog/records.ts";

import { useServices } from "../context/book-context.tsx";
import { wordingAt } from "../describe/record-name.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { EventLink } from "./causation-tree.tsx";
import { currencyOf } from "./currency-of.ts";
import styles from "./inspector.module.css";
import { NamedValues } from "./named-values.tsx";
import { Part } from "./section.tsx";
import type { FoundCommand } from "./use-command-record.ts";

interface WhatHappenedProps {
  readonly event: UnhashedEvent;
  /** The events of its command, in order. */
  readonly events: readonly UnhashedEvent[];
  readonly command: FoundCommand;
}

/** How an event came about: the command, the decision, and what the event itself says. */
export function WhatHappened({ event, events, command: found }: WhatHappenedProps) {
  const { history } = useServices().session;
  const wording = useMemo(
    () => wordingAt(history, event.position, currencyOf(history, event)),
    [history, event],
  );
  const reading = readEvent(event);
  return (
    <>
      <Part title={rooms.inspector.command(sentBy(event))}>
        {found.kind === "reading" && (
          <p className={styles["soft"]}>{rooms.inspector.readingJournal}</p>
        )}
        {found.kind === "found" && <Command command={found.command} wording={wording} />}
        {found.kind === "absent" && (
          <p className={styles["soft"]}>{rooms.inspector.commandAbsent}</p>
        )}
        {found.kind === "unreadable" && (
          <p className={styles["soft"]}>{rooms.inspector.journalUnreadable}</p>
        )}
      </Part>
      <Part title={rooms.inspector.decision}>
        <p>
          {rooms.inspector[found.kind === "found" ? "accepted" : "recorded"](
            rooms.inspector.events(events.length),
          )}
        </p>
        {events.length > 1 && (
          <ol className={styles["tree"]} aria-label={rooms.inspector.eventsOfCommand}>
            {events.map((one) => (
              <li key={one.id}>
                <EventLink event={one} shown={event} />
              </li>
            ))}
          </ol>
        )}
      </Part>
      <Part title={rooms.inspector.title} isMain>
        {reading.kind === "known" ? (
          <NamedValues of={event.data} wording={wording} empty={rooms.inspector.noData} />
        ) : (
          <>
            <p>
              {reading.kind === "unknown"
                ? rooms.inspector.unknown
                : rooms.inspector.misshapen(sayDataIssue(reading.issue))}
            </p>
            <UnknownData event={event} />
          </>
        )}
      </Part>
    </>
  );
}

// What an event carries that no screen knows how to read: of other programs it may be anything.
function UnknownData({ event: { data, origin } }: Pick<WhatHappenedProps, "event">) {
  const content = origin?.content;
  if (content?.kind === "none") return <p>{rooms.inspector.noData}</p>;
  const text =
    content?.kind === "base64"
      ? content.text
      : JSON.stringify(content ? content.value : data, null, 2);
  return (
    <>
      {content?.kind === "base64" && <p>{rooms.inspector.bytes(text.length)}</p>}
      <pre className={styles["json"]}>{text}</pre>
    </>
  );
}

interface CommandProps {
  readonly command: CommandRecord;
  readonly wording: ReturnType<typeof wordingAt>;
}

function Command({ command: { type, payload }, wording }: CommandProps) {
  // Where the command names a currency, it is the one its amounts were meant in.
  const { currency } = payload;
  const meant = typeof currency === "string" ? { ...wording, currency } : wording;
  return (
    <>
      <p className={styles["type"]}>{type}</p>
      <NamedValues of={payload} wording={meant} empty={rooms.inspector.noPayload} />
    </>
  );
}

// Whoever has a name in the envelope is named; else the envelope still tells whether another event was the cause.
function sentBy({ meta }: UnhashedEvent): string {
  const { actor, causationId, commandId } = meta;
  if (actor) return rooms.inspector.by([actor.kind, actor.id].filter(Boolean).join(" "));
  return causationId === commandId ? rooms.inspector.direct : rooms.inspector.caused;
}
