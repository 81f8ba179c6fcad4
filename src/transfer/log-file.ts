import type { BookId } from "../eventlog/book-catalog.ts";
import { GENESIS_HASH, type Hash, type RecordedEvent } from "../eventlog/envelope.ts";
import { toCloudEvent } from "./write-cloud-event.ts";

/** Media type of a log file. */
const LOG_MEDIA_TYPE = "application/x-ndjson";

const LINES_A_PART = 1_000;

/** Writes events as a log file: one CloudEvents object a line. The events must begin at position 1. */
export function formatLog(events: readonly RecordedEvent[], book: BookId): Blob {
  const parts: string[] = [];
  let predecessor: Hash = GENESIS_HASH;
  for (let from = 0; from < events.length; from += LINES_A_PART) {
    let part = "";
    for (const event of events.slice(from, from + LINES_A_PART)) {
      part += `${JSON.stringify(toCloudEvent(event, book, predecessor))}\n`;
      predecessor = event.hash;
    }
    parts.push(part);
  }
  return new Blob(parts, { type: LOG_MEDIA_TYPE });
}
