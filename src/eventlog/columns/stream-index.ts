import type { PackedEvents } from "../encoding/event-page.ts";
import {
  type CommandId,
  NO_STREAM,
  type Position,
  START,
  type StreamName,
  type StreamVersion,
} from "../envelope.ts";
import type { Commit } from "../records.ts";
import { createUint32Column } from "./column.ts";
import { createNameTable } from "./string-table.ts";

/** What a writer must know of a log without looking at its events again. */
export interface LogIndex {
  /** The last position that was added. */
  reaches(): Position;
  /** The last version of a stream; `NO_STREAM` when it does not exist. */
  versionOf(stream: StreamName): StreamVersion;
  /** Position of the first event that a command became, where it became any. */
  commitOf(commandId: CommandId): Position | undefined;
  /** Takes a commit that directly continues the ones before. */
  add(commit: Commit): void;
  /**
   * Takes the events of a page from a place on, which directly continue what was before.
   * @throws RangeError when its bytes are spoilt.
   */
  addPage(page: PackedEvents, from?: number): void;
}

/** Makes the index of a log without events. About 60 bytes an event, none of them on the heap. */
export function createLogIndex(): LogIndex {
  const streams = createNameTable();
  const versions = createUint32Column();
  const commands = createNameTable();
  const firstPositions = createUint32Column();
  let reached = START;

  // The first answer stands: a replica that was cut inside a command brings the rest of it later.
  const answer = (command: number, before: number, position: Position): void => {
    if (command === before) firstPositions.set(command, position);
  };

  return {
    reaches: () => reached,
    versionOf(stream) {
      const number = streams.find(stream);
      return number < 0 ? NO_STREAM : (versions.values[number] as StreamVersion);
    },
    commitOf(commandId) {
      const number = commands.find(commandId);
      return number < 0 ? undefined : (firstPositions.values[number] as Position);
    },
    add({ events }) {
      const [{ meta, position: first }] = events;
      const before = commands.count();
      answer(commands.addName(meta.commandId), before, first);
      for (const { stream, version, position } of events) {
        versions.set(streams.addName(stream), version);
        reached = position;
      }
    },
    addPage({ bytes, first, count, glance }, from = 0) {
      for (let place = from; place < count; place += 1) {
        const seen = glance(place);
        versions.set(streams.add(bytes, seen.streamFrom, seen.streamTo), seen.version);
        if (!seen.beginsCommit) continue;
        const before = commands.count();
        const command = commands.add(bytes, seen.commandFrom, seen.commandTo);
        answer(command, before, (first + place) as Position);
      }
      reached = (first + count - 1) as Position;
    },
  };
}
