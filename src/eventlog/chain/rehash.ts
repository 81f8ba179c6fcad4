import { EMPTY_HEAD, type Head, type RecordedEvent, type UnhashedEvent } from "../envelope.ts";
import { hashEvent } from "./hash-chain.ts";

/** Gives events the hashes that they have behind `from`: the chain follows from its content. */
export function* hashAgain(
  events: Iterable<UnhashedEvent>,
  from: Head = EMPTY_HEAD,
): Iterable<RecordedEvent> {
  let previous = from.hash;
  for (const event of events) {
    previous = hashEvent(previous, event);
    yield { ...event, hash: previous };
  }
}
