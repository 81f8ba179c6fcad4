import { useMemo } from "react";
import { readEvent } from "../../domain/events.ts";
import type { UnhashedEvent } from "../../eventlog/envelope.ts";
import type { CommandRecord } from "../../eventlog/event-log.ts";
import { useServices } from "../book-context.tsx";
import { formatCount } from "../format.ts";
import { wordingAt } from "../row-name.ts";
import { EventLink } from "./causation-tree.tsx";
import { currencyOf } from "./currency-of.ts";
import styles from "./inspector.module.css";
import { NamedValues } from "./named-values.tsx";
import { Part } from "./part.tsx";
import { eventsOfCommand, useCommand } from "./use-command.ts";

/** How an event came about: the command, the decision, and what the event itself says. */
export function WhatHappened({ event }: { readonly event: UnhashedEvent }) {
  const { history } = useServices().session;
  const events = useMemo(() => eventsOfCommand(history, event), [history, event]);
  const found = useCommand(event, (events[0] ?? event).position);
  const wording = useMemo(
    () => wordingAt(history, event.position, currencyOf(history, event)),
    [history, event],
  );
  const reading = readEvent(event);
  return (
    <>
      <Part title={`Command, ${sentBy(event)}`}>
        {found.kind === "reading" && <p className={styles["soft"]}>Reading the journal…</p>}
        {found.kind === "found" && <Command command={found.command} wording={wording} />}
        {found.kind === "absent" && (
          <p className={styles["soft"]}>
            Only its events travelled here, with a file or from an older release; what was asked for
            is not known.
          </p>
        )}
        {found.kind === "unreadable" && (
          <p className={styles["soft"]}>
            The journal could not be read. The events are not affected.
          </p>
        )}
      </Part>
      <Part title="Decision">
        <p>
          {found.kind === "found" ? "Accepted, with " : "Recorded with "}
          {events.length === 1 ? "this one event." : `${formatCount(events.length)} events:`}
        </p>
        {events.length > 1 && (
          <ol className={styles["tree"]} aria-label="Events of the command">
            {events.map((one) => (
              <li key={one.id}>
                <EventLink event={one} shown={event} />
              </li>
            ))}
          </ol>
        )}
      </Part>
      <Part title="Event" isMain>
        {reading.kind === "known" ? (
          <NamedValues
            of={event.data}
            wording={wording}
            empty="Its name says it all: it carries no data."
          />
        ) : (
          <>
            <p>
              {reading.kind === "unknown"
                ? "This version does not know this event. It is kept as it came, changes nothing on the screens, and is exported again."
                : `This event has not the shape of its type (${reading.reason}). It is kept as it came, changes nothing on the screens, and is exported again.`}
            </p>
            <pre className={styles["json"]}>{JSON.stringify(event.data, null, 2)}</pre>
          </>
        )}
      </Part>
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
      <NamedValues of={payload} wording={meant} empty="It carries nothing more." />
    </>
  );
}

// Whoever has a name in the envelope is named; else the envelope still tells whether another event was the cause.
function sentBy({ meta }: UnhashedEvent): string {
  const { actor, causationId, commandId } = meta;
  if (actor) return `by ${[actor.kind, actor.id].filter(Boolean).join(" ")}`;
  return causationId === commandId ? "asked for directly" : "sent because of another event";
}
