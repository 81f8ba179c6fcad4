import type { ChainProver } from "../../eventlog/chain/chain-prover.ts";
import { createUint32Column } from "../../eventlog/columns/column.ts";
import { createNameTable } from "../../eventlog/columns/string-table.ts";
import {
  GENESIS_HASH,
  type Hash,
  type Head,
  NO_STREAM,
  type RecordedEvent,
} from "../../eventlog/envelope.ts";

/** Holds an event against the ones before: a sentence that says what does not follow, or nothing. */
export type PlaceChecker = (event: RecordedEvent, predecessor: Hash) => string | undefined;

/**
 * Makes a checker of positions, hashes and stream versions for the events of one file, in order. A file may begin
 * later than at event 1; its beginning is then judged when it meets a book.
 */
export function createPlaceChecker(prove: ChainProver["prove"]): PlaceChecker {
  const streams = createNameTable();
  const versions = createUint32Column();
  let first: RecordedEvent | undefined;
  let head: Head | undefined;

  return (event, predecessor) => {
    const due = head ? head.position + 1 : event.position;
    if (event.position !== due) {
      const what = event.position > due ? "a gap" : "a repeat";
      return `${what}: event ${due} was due, but ${event.position} stands there`;
    }
    if (predecessor !== (head?.hash ?? (due === 1 ? GENESIS_HASH : predecessor))) {
      return head
        ? "“predecessorhash” is not the hash of the event before"
        : "“predecessorhash” of event 1 must be 64 zeros";
    }
    if (!prove(event, predecessor)) {
      return "wrong hash: it does not match the content of the event";
    }
    first ??= event;
    const count = streams.count();
    const stream = streams.addName(event.stream);
    const isNew = stream === count;
    const known = isNew ? NO_STREAM : (versions.values[stream] as number);
    const version = isNew && first.position > 1 ? event.version : known + 1;
    if (event.version !== version) {
      return `“streamversion” must be ${version}, not ${event.version}`;
    }
    versions.set(stream, event.version);
    head = event;
    return undefined;
  };
}
