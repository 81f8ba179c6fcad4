import type {
  CommandId,
  EventId,
  Head,
  StreamName,
  StreamVersion,
  UnhashedEvent,
} from "../../eventlog/envelope.ts";

/** What foreign events are placed behind. */
export interface BookEnd {
  readonly head: Head;
  /** Of the events that the book itself writes. */
  readonly source: string;
  versionOf(stream: StreamName): StreamVersion;
  /** The event of a source and an id there. */
  eventOf(source: string, id: string): UnhashedEvent | undefined;
  /** The event that has an id in this book. */
  eventWith(id: EventId): UnhashedEvent | undefined;
  /** The source of a command's events; undefined where the book has no such command. */
  sourceOfCommand(id: CommandId): string | undefined;
}
