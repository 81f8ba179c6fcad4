import {
  type Hash,
  type Head,
  type Position,
  positionAfter,
  type RecordedEvent,
} from "../envelope.ts";
import type { ChainCheck } from "../event-log.ts";
import { hashEvent } from "./hash-chain.ts";
import type { ProvenRun } from "./proven-run.ts";
import type { Sha256 } from "./sha256.ts";

/** Holds events against their hashes as they come, so that nobody has to do it again. */
export interface ChainProver {
  /** Whether an event's hash is that of its content behind the hash before it. One that is joins the run. */
  prove(event: RecordedEvent, before: Hash): boolean;
  /** Hands out the run so far, without the events up to `after`; the next event begins another one. */
  take(after: Position): ProvenRun | undefined;
}

/** Makes a prover that has seen nothing. */
export function createChainProver(digest: Sha256): ChainProver {
  return createProver((event, before) => hashEvent(before, event, digest) === event.hash);
}

/**
 * Makes a prover that takes each event's word, while another one holds the same events against their hashes. Whatever source
 * hands these runs to a log must not end before the other has proven all of them, and must throw where it cannot.
 */
export function createTrustingProver(): ChainProver {
  return createProver(() => true);
}

function createProver(isProven: ChainProver["prove"]): ChainProver {
  let before: Hash | undefined;
  let events: RecordedEvent[] = [];

  return {
    prove(event, previous) {
      const last = events.at(-1);
      const joins = last && event.position === last.position + 1 && previous === last.hash;
      if (!joins) {
        events = [];
        before = previous;
      }
      if (!isProven(event, previous)) return false;
      events.push(event);
      return true;
    },
    take(after) {
      const known = events.findIndex(({ position }) => position > after);
      const run = known < 0 ? [] : events.slice(known);
      const first = known > 0 ? events[known - 1]?.hash : before;
      before = events.at(-1)?.hash;
      events = [];
      return first === undefined || run.length === 0
        ? undefined
        : ({ before: first, events: run } as unknown as ProvenRun);
    },
  };
}

/** Whether a run continues a head. What else is to know of a chain was proven. */
export function checkRun({ before, events }: ProvenRun, head: Head): ChainCheck {
  const wanted = positionAfter(head.position);
  const [first] = events;
  if (first && first.position !== wanted) {
    const reason = `position ${wanted} was due, but ${first.position} stands there`;
    return { ok: false, head, firstBad: wanted, reason };
  }
  if (before !== head.hash) {
    return { ok: false, head, firstBad: wanted, reason: "its hash does not match its content" };
  }
  return { ok: true, head: events.at(-1) ?? head };
}
