import { knownCode } from "../../domain/describe-rejection.ts";
import { type ClientId, clientStream, type OrderId, orderStream } from "../../domain/ids.ts";
import type {
  CommandId,
  EpochMs,
  JsonObject,
  Position,
  StreamName,
} from "../../eventlog/envelope.ts";
import { START } from "../../eventlog/envelope.ts";
import type { JournalEntry } from "../../eventlog/event-log.ts";
import { searchable } from "../columns/normalize-text.ts";
import type { History } from "../read-model.ts";
import { clientOf as clientOfStream } from "./client-of.ts";
import { fittingEntry } from "./fitting-entry.ts";

/** One attempt as people read it. */
export interface JournalRow {
  readonly commandId: CommandId;
  /** Where the log ended once the attempt was over. */
  readonly at: Position;
  readonly recordedAt: EpochMs;
  readonly outcome: JournalEntry["outcome"];
  /** Absent where only the events travelled here. */
  readonly type?: string;
  readonly payload?: JsonObject;
  /** The client's username, or what was written for one. */
  readonly client?: string;
  /** Code of the rule that refused. Absent when the command was accepted. */
  readonly rule?: string;
}

/** Which attempts to show; what is left out is not asked for. */
export interface JournalFilter {
  readonly outcome?: JournalEntry["outcome"];
  readonly type?: string;
  /** A part of the client's username. */
  readonly client?: string;
  /** Code of the rule that refused. */
  readonly rule?: string;
}

/** Tells an entry as people read it, with the names of its moment. */
export function journalRow(recorded: JournalEntry, history: History): JournalRow {
  const entry = fittingEntry(recorded, history);
  const { commandId, command, recordedAt, outcome } = entry;
  const at = outcome === "accepted" ? (entry.positions.at(-1) ?? START) : entry.after;
  const client = clientOf(entry, history, at);
  return {
    commandId,
    at,
    recordedAt,
    outcome,
    ...(command && { type: command.type, payload: command.payload }),
    ...(client !== undefined && { client }),
    ...(entry.outcome === "refused" && { rule: knownCode(entry.refusal.code) }),
  };
}

/** Whether an attempt is one of those to show. */
export function matchesJournal(row: JournalRow, filter: JournalFilter): boolean {
  const { outcome, type, client, rule } = filter;
  return (
    (outcome === undefined || row.outcome === outcome) &&
    (type === undefined || row.type === type) &&
    (rule === undefined || row.rule === rule) &&
    (client === undefined || contains(row.client ?? "", client))
  );
}

function contains(text: string, part: string): boolean {
  return searchable(text).includes(searchable(part.trim()));
}

function clientOf(entry: JournalEntry, history: History, at: Position): string | undefined {
  const streams =
    entry.outcome === "accepted"
      ? entry.positions.flatMap((position) => history.event(position)?.stream ?? [])
      : streamsNamed(entry.command?.payload);
  for (const stream of streams) {
    const row = clientOfStream(stream, history, at);
    if (row) return row.username;
  }
  const { username, client } = entry.command?.payload ?? {};
  return [username, client].find((name) => typeof name === "string");
}

// A refused command wrote no stream, but may name what it was about.
function streamsNamed({ client, orderId }: JsonObject = {}): StreamName[] {
  return [
    ...(typeof client === "string" ? [clientStream(client as ClientId)] : []),
    ...(typeof orderId === "string" ? [orderStream(orderId as OrderId)] : []),
  ];
}
