import { clientIdOf, walletOwnerOf } from "../../domain/ids.ts";
import { commandFits, isCommandType } from "../../domain/reversal/command-fits.ts";
import type { JsonObject, Position, StreamName, UnhashedEvent } from "../../eventlog/envelope.ts";
import { START } from "../../eventlog/envelope.ts";
import type { JournalEntry } from "../../eventlog/event-log.ts";
import { searchable } from "../columns/normalize-text.ts";
import type { History } from "../read-model.ts";

/**
 * An entry of the journal as it can be believed. The record of a command stands beside its events,
 * not in their hashes, so that in a shared book any writer could have written it: one that does not
 * fit its events is left out, and so is one of a refusal whose command this version does not know.
 */
export function fittingEntry(entry: JournalEntry, history: History): JournalEntry {
  const { command } = entry;
  if (!command) return entry;
  const fits =
    entry.outcome === "accepted"
      ? fitsEvents(entry.positions, command, history)
      : isCommandType(command.type);
  if (fits) return entry;
  const { command: _, ...rest } = entry;
  return rest;
}

function fitsEvents(
  positions: readonly Position[],
  command: NonNullable<JournalEntry["command"]>,
  history: History,
): boolean {
  const events = positions.flatMap((position) => history.event(position) ?? []);
  // What is not there yet is asked for again once it is.
  if (events.length < positions.length) return true;
  const at = positions.at(-1) ?? START;
  return commandFits(command, events) && isAbout(command.payload, events, history, at);
}

/** Whether the client that is named, by id or username, is the one whom the events are about. */
function isAbout(
  { client }: JsonObject,
  events: readonly UnhashedEvent[],
  history: History,
  at: Position,
): boolean {
  if (typeof client !== "string") return true;
  return events.every(({ stream, data }) => {
    const id = ownerOf(stream, data);
    const row = id === undefined ? undefined : history.clients.row(id, at);
    return !row || client === row.id || searchable(client.trim()) === searchable(row.username);
  });
}

function ownerOf(stream: StreamName, data: JsonObject): string | undefined {
  const { clientId } = data;
  return (
    clientIdOf(stream) ??
    walletOwnerOf(stream) ??
    (typeof clientId === "string" ? clientId : undefined)
  );
}
