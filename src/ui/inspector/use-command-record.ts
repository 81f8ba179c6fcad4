import { useEffect, useState } from "react";
import { type Position, positionAfter, type UnhashedEvent } from "../../eventlog/envelope.ts";
import type { CommandRecord } from "../../eventlog/records.ts";
import { fittingEntry } from "../../read-model/queries/fitting-entry.ts";
import type { History } from "../../read-model/read-model.ts";
import { useServices } from "../context/book-context.tsx";

/** What is known of the command behind an event. */
export type FoundCommand =
  | { readonly kind: "reading" }
  | { readonly kind: "found"; readonly command: CommandRecord }
  /** Only its events travelled here. */
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable" };

const READING: FoundCommand = { kind: "reading" };

/** The command behind an event, read from the journal, which alone keeps it. `first` is the first event of the command. */
export function useCommand({ meta }: UnhashedEvent, first: Position): FoundCommand {
  const { log, history } = useServices().session;
  const { commandId } = meta;
  const [read, setRead] = useState<{ readonly id: string; readonly found: FoundCommand }>();
  useEffect(() => {
    let over = false;
    const tell = (found: FoundCommand): void => {
      if (!over) setRead({ id: commandId, found });
    };
    log.journal({ from: first, to: first }).then(
      (entries) => {
        const entry = entries.find(
          (candidate) => candidate.outcome === "accepted" && candidate.commandId === commandId,
        );
        const command = entry && fittingEntry(entry, history).command;
        tell(command ? { kind: "found", command } : { kind: "absent" });
      },
      () => tell({ kind: "unreadable" }),
    );
    return () => {
      over = true;
    };
  }, [log, history, commandId, first]);
  return read?.id === commandId ? read.found : READING;
}

/** Events looked at on either side for others of the same command: a file may tell of any number under one id. */
const MOST = 200;

/** The events of the command that an event came from, in order; they stand next to each other. */
export function eventsOfCommand(
  history: Pick<History, "event">,
  event: UnhashedEvent,
): UnhashedEvent[] {
  const run = (step: 1 | -1): UnhashedEvent[] => {
    const found: UnhashedEvent[] = [];
    for (let away = step; Math.abs(away) <= MOST; away += step) {
      const next = history.event(positionAfter(event.position, away));
      if (next?.meta.commandId !== event.meta.commandId) break;
      found.push(next);
    }
    return found;
  };
  return [...run(-1).reverse(), event, ...run(1)];
}
