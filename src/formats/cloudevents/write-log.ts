import type { BookId } from "../../domain/ids.ts";
import { type Sha256, sha256 } from "../../eventlog/chain/sha256.ts";
import {
  GENESIS_HASH,
  type Hash,
  type Head,
  type JsonObject,
  type RecordedEvent,
  START,
} from "../../eventlog/envelope.ts";
import type { JournalRecord } from "../../eventlog/journal-run.ts";
import { EVENTS_IN_FILE } from "../../eventlog/validation/origin.ts";
import { hashJournalLine, inFile, type JournalContent, toJournalEvent } from "./journal-line.ts";
import { toCloudEvent } from "./write-event.ts";

/** Media type of a log file. */
const LOG_MEDIA_TYPE = "application/x-ndjson";

const LINES_A_PART = 1_000;

/**
 * Writes events as a log file: one CloudEvents object a line; and behind them the journal of their
 * commands, with a line that closes the file. The first event says how many there are, so that a
 * file that was cut is known.
 * @param events all of a log, from position 1 on.
 * @param journal the records of their commands, and those refused between them, in order. Without
 * one, the file is as the first version had it.
 */
export function formatLog(
  events: readonly RecordedEvent[],
  book: BookId,
  journal?: readonly JournalRecord[],
  digest: Sha256 = sha256,
): Blob {
  const last = events.at(-1);
  const head: Head = { position: last?.position ?? START, hash: last?.hash ?? GENESIS_HASH };
  const parts = [
    ...inParts(eventLines(events, book, journal !== undefined)),
    ...(journal ? inParts(journalLines(journal, head, book, digest)) : []),
  ];
  return new Blob(parts, { type: LOG_MEDIA_TYPE });
}

function* eventLines(
  events: readonly RecordedEvent[],
  book: BookId,
  isCounted: boolean,
): Generator<JsonObject> {
  let predecessor: Hash = GENESIS_HASH;
  for (const event of events) {
    const line = toCloudEvent(event, book, predecessor);
    const isFirst = predecessor === GENESIS_HASH;
    yield isFirst && isCounted ? { ...line, [EVENTS_IN_FILE]: events.length } : line;
    predecessor = event.hash;
  }
}

function* journalLines(
  journal: readonly JournalRecord[],
  head: Head,
  book: BookId,
  digest: Sha256,
): Generator<JsonObject> {
  let predecessor: Hash = GENESIS_HASH;
  const write = (content: JournalContent): JsonObject => {
    const hash = hashJournalLine(predecessor, content, digest);
    const line = toJournalEvent({ ...content, predecessor, hash }, book);
    predecessor = hash;
    return line;
  };
  for (const given of journal) {
    const record = inFile(given);
    yield write({ kind: "refusal" in record ? "refused" : "accepted", record });
  }
  yield write({ kind: "end", head, commands: journal.length, book });
}

function* inParts(lines: Iterable<JsonObject>): Generator<string> {
  let part = "";
  let count = 0;
  for (const line of lines) {
    part += `${JSON.stringify(line)}\n`;
    count += 1;
    if (count % LINES_A_PART > 0) continue;
    yield part;
    part = "";
  }
  yield part;
}
