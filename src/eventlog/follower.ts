import { type Position, positionAfter, type RecordedEvent, START } from "./envelope.ts";
import type { EventLog, Outcome } from "./event-log.ts";

/** Positions read in one go while catching up. */
const PAGE = 1_000;

/** Hands a log's events to one consumer: every event once, in order, without gap. */
export interface Follower {
  /** Reads on until the log's end. Resolves when everything there at the call has been delivered. */
  catchUp(): Promise<void>;
  /**
   * Runs an append of this tab and delivers its events before it resolves, so that whoever dispatched sees what
   * was done. Saves reading back what the answer already holds.
   */
  deliverOwn(append: () => Promise<Outcome>): Promise<Outcome>;
  stop(): void;
}

/**
 * Follows `log` from its first event. The log knows nothing of its consumer and the consumer nothing of the log.
 * @param deliver takes events that directly continue the ones before.
 * @param onError is told when reading what another tab wrote failed; the next notice tries again.
 */
export function follow(
  log: EventLog,
  deliver: (events: readonly RecordedEvent[]) => void,
  onError: (error: unknown) => void,
): Follower {
  let delivered = START;
  let noticed = START;
  let ownInFlight = 0;
  let reading: Promise<void> | undefined;

  const take = (events: readonly RecordedEvent[]): void => {
    const last = events.at(-1);
    if (!last) return;
    delivered = last.position;
    deliver(events);
  };

  const readOn = async (): Promise<void> => {
    for (;;) {
      const from = positionAfter(delivered);
      const page = await log.read({ from, to: positionAfter(delivered, PAGE) });
      // An own append may have been delivered while this page was being read.
      const fresh = page.filter((event) => event.position > delivered);
      if (fresh.length === 0) return;
      take(fresh);
    }
  };

  const catchUp = async (): Promise<void> => {
    // A pass that is under way may have read the end already: wait for it, then make sure.
    while (reading) await reading.catch(() => {});
    reading = readOn().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  // A notice may overtake the answer to an own append: it is heard now and followed once that is delivered.
  const followNotices = (): void => {
    if (ownInFlight === 0 && noticed > delivered) catchUp().catch(onError);
  };

  const stop = log.onAppend((upTo: Position) => {
    if (upTo > noticed) noticed = upTo;
    followNotices();
  });

  return {
    catchUp,
    async deliverOwn(append) {
      ownInFlight += 1;
      try {
        const outcome = await append();
        if (!outcome.accepted) return outcome;
        if (outcome.events[0]?.position === delivered + 1) take(outcome.events);
        else if ((outcome.events.at(-1)?.position ?? START) > delivered) await catchUp();
        return outcome;
      } finally {
        ownInFlight -= 1;
        followNotices();
      }
    },
    stop,
  };
}
