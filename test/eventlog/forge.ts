import { hashEvent } from "../../src/eventlog/chain/hash-chain.ts";
import { EMPTY_HEAD, type RecordedEvent } from "../../src/eventlog/envelope.ts";

/** The same events with hashes that fit: what somebody would write who also knows how to hash. */
export function forge(events: readonly RecordedEvent[]): RecordedEvent[] {
  let previous = EMPTY_HEAD.hash;
  return events.map((event) => {
    previous = hashEvent(previous, event);
    return { ...event, hash: previous };
  });
}
