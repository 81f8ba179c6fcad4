import { sha256 } from "../../eventlog/chain/sha256.ts";
import { createNameTable } from "../../eventlog/columns/string-table.ts";
import type {
  CommandId,
  EventId,
  EventMeta,
  Origin,
  UnhashedEvent,
} from "../../eventlog/envelope.ts";
import { isForeignType } from "../../eventlog/validation/attribute-type.ts";
import { identityOf } from "../../eventlog/validation/origin.ts";
import type { BareEvent } from "../cloudevents/read-event.ts";
import { ImportError } from "../import-error.ts";
import type { BookEnd } from "./book-end.ts";

/** An event that has all its ids, but no place. */
export type IdentifiedEvent = Omit<UnhashedEvent, "position" | "version">;

/**
 * Makes the function that gives new events of a file the ids they have in the book. They keep the
 * ids they came with where nothing else in the book has those. Else an id follows from source and
 * id there, and the event's origin keeps what it came with. An event that names no command is one
 * of its own. What another program calls a command may come again behind others: there it becomes
 * one more command.
 */
export function createIdentifier(
  book: BookEnd,
): (event: BareEvent, line: number) => IdentifiedEvent {
  const ids = createNameTable();
  const commands = createNameTable();
  let last: { readonly command: string; readonly id: CommandId } | undefined;

  const isIdTaken = (id: string): boolean =>
    ids.find(id) >= 0 || book.eventWith(id as EventId) !== undefined;
  const isCommandTaken = (id: string): boolean =>
    commands.find(id) >= 0 || book.sourceOfCommand(id as CommandId) !== undefined;

  const commandOf = (event: BareEvent, id: EventId, line: number): CommandId => {
    const { source } = event.origin;
    const { commandId } = event.meta;
    const command = identityOf(source, commandId ?? event.id);
    if (commandId !== undefined && last?.command === command) return last.id;
    const isKnown = commandId !== undefined && book.sourceOfCommand(commandId) === source;
    if (isKnown && wholeCommandOf(event) !== undefined) throw partOfCommand(line);
    const given = freeId(commandId ?? id, [source, commandId ?? event.id], isCommandTaken);
    commands.addName(given);
    last = commandId === undefined ? undefined : { command, id: given as CommandId };
    return given as CommandId;
  };

  return (event, line) => {
    const { source } = event.origin;
    const id = freeId(event.id, [source, event.id], isIdTaken) as EventId;
    ids.addName(id);
    const commandId = commandOf(event, id, line);
    const { correlationId = commandId, causationId = commandId } = event.meta;
    const meta: EventMeta = { ...event.meta, commandId, correlationId, causationId };
    const { origin: _, ...identified } = { ...event, id, meta };
    const origin = originOf(event, identified);
    const isOwn = source === book.source && isPlain(origin);
    return isOwn ? identified : { ...identified, origin };
  };
}

/**
 * Names the command whose events come in as a whole or not at all, among those of all programs.
 * Undefined where the event names none, and where its type is of another program: what that means
 * by “commandid” is its own.
 */
export function wholeCommandOf({ type, meta, origin }: BareEvent): string | undefined {
  const { commandId } = meta;
  if (commandId === undefined || isForeignType(type)) return undefined;
  return identityOf(origin.source, commandId);
}

/** Says that a command of a file cannot be taken over as a whole. */
export function partOfCommand(line: number): ImportError {
  return new ImportError(line, "the book has a part of this command already, but not all of it");
}

// The rule by which an id is derived is part of the file format.
function freeId(
  wanted: string,
  names: readonly [source: string, id: string],
  isTaken: (id: string) => boolean,
): string {
  let id = wanted;
  for (let time = 1; isTaken(id); time += 1) {
    id = sha256(JSON.stringify(time === 1 ? names : [...names, time]));
  }
  return id;
}

function originOf(event: BareEvent, { id, meta }: Omit<IdentifiedEvent, "origin">): Origin {
  const { origin } = event;
  const told = event.meta.commandId;
  const isRenamed = told !== undefined && told !== meta.commandId;
  return {
    ...origin,
    ...(id !== event.id && { id: event.id }),
    ...(isRenamed && { extensions: { ...origin.extensions, commandid: told } }),
  };
}

/** Whether an origin says no more than an event of the book's own would have it say. */
function isPlain({ source: _, datacontenttype = JSON_TYPE, ...others }: Origin): boolean {
  return datacontenttype === JSON_TYPE && Object.keys(others).length === 0;
}

const JSON_TYPE = "application/json";
