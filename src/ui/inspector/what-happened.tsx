import { useMemo } from "react";
import { readEvent } from "../../domain/events.ts";
import type { UnhashedEvent } from "../../eventlog/envelope.ts";
import type { CommandRecord } from "../../eventlog/event-log.ts";
import { useServices } from "../book-context.tsx";
import { wordingAt } from "../row-name.ts";
import { texts } from "../texts/texts.ts";
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
      <Part title={texts.inspector.command(sentBy(event))}>
        {found.kind === "reading" && (
          <p className={styles["soft"]}>{texts.inspector.readingJournal}</p>
        )}
        {found.kind === "found" && <Command command={found.command} wording={wording} />}
        {found.kind === "absent" && (
          <p className={styles["soft"]}>{texts.inspector.commandAbsent}</p>
        )}
        {found.kind === "unreadable" && (
          <p className={styles["soft"]}>{texts.inspector.journalUnreadable}</p>
        )}
      </Part>
      <Part title={texts.inspector.decision}>
        <p>
          {texts.inspector[found.kind === "found" ? "accepted" : "recorded"](
            texts.inspector.events(events.length),
          )}
        </p>
        {events.length > 1 && (
          <ol className={styles["tree"]} aria-label={texts.inspector.eventsOfCommand}>
            {events.map((one) => (
              <li key={one.id}>
                <EventLink event={one} shown={event} />
              </li>
            ))}
          </ol>
        )}
      </Part>
      <Part title={texts.inspector.title} isMain>
        {reading.kind === "known" ? (
          <NamedValues of={event.data} wording={wording} empty={texts.inspector.noData} />
        ) : (
          <>
            <p>
              {reading.kind === "unknown"
                ? texts.inspector.unknown
                : texts.inspector.misshapen(reading.reason)}
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
      <NamedValues of={payload} wording={meant} empty={texts.inspector.noPayload} />
    </>
  );
}

// Whoever has a name in the envelope is named; else the envelope still tells whether another event was the cause.
function sentBy({ meta }: UnhashedEvent): string {
  const { actor, causationId, commandId } = meta;
  if (actor) return texts.inspector.by([actor.kind, actor.id].filter(Boolean).join(" "));
  return causationId === commandId ? texts.inspector.direct : texts.inspector.caused;
}
