import type { PackedEvents } from "../encoding/event-page.ts";
import { type Position, positionAfter, type RecordedEvent, START } from "../envelope.ts";
import { CorruptLogError, isCorruptLogError } from "../errors.ts";
import type { EventLog } from "../event-log.ts";
import { createBreathing } from "../util/yield-to-main.ts";
import { fieldsOf, takeCount, takeFunction } from "../validation/check-fields.ts";

/** Positions read in one go while catching up. */
const PAGE = 1_000;
/** The same where they come as pages. */
const PAGES = 32_768;

/**
 * Hands a log's events to one consumer: every event once, in order, without gap. What is appended
 * through the same handle on the log is delivered before that append is answered.
 */
export interface Follower {
  /**
   * Reads on until `upTo`, or the log's end as it is at the call. Resolves when all of it has been delivered.
   * @throws CorruptLogError when the log breaks off before; what stands before the break has been delivered.
   */
  catchUp(upTo?: Position): Promise<void>;
  /** Reads nothing at the notices of other tabs until `resume`, which catches up. */
  pause(): void;
  resume(): void;
  stop(): void;
}

/** Who follows a log, and from where on. */
export interface Subscription {
  /** The last position that is known already; everything is delivered when left out. */
  readonly after?: Position;
  /** Takes events that directly continue the ones before. */
  deliver(events: readonly RecordedEvent[]): void;
  /**
   * Takes a page that continues what was delivered; what it holds before that is known. Where this is left out, everything
   * comes as events.
   */
  deliverPage?(page: PackedEvents): void;
  /** Told when reading what another tab wrote failed; the next notice tries again. */
  onError(error: unknown): void;
}

/** Follows `log`. The log knows nothing of its consumer and the consumer nothing of the log. */
export function follow(log: EventLog, subscription: Subscription): Follower {
  fieldsOf(subscription, "subscription", ["after", "deliver", "deliverPage", "onError"]);
  const { after = START, deliver, deliverPage, onError } = subscription;
  takeCount(after, "subscription.after", START);
  takeFunction(deliver, "subscription.deliver");
  takeFunction(onError, "subscription.onError");
  let delivered = after;
  let paused = false;
  let reading: Promise<void> | undefined;

  const take = (events: readonly RecordedEvent[]): void => {
    // An own append may have been delivered while these were being read.
    const fresh = events.filter((event) => event.position > delivered);
    const last = fresh.at(-1);
    if (!last) return;
    if (last.position !== delivered + fresh.length) {
      throw new CorruptLogError(positionAfter(delivered), "it is missing");
    }
    delivered = last.position;
    deliver(fresh);
  };

  // All but the newest events: these come one by one, since a page tells no hash.
  const readPagesOn = async (upTo: Position): Promise<void> => {
    const breathe = createBreathing();
    while (deliverPage && upTo - delivered > PAGE) {
      const from = positionAfter(delivered);
      const to = Math.min(delivered + PAGES, upTo - 1) as Position;
      for (const page of await log.readPages(from, to)) {
        const last = positionAfter(page.first, page.count - 1);
        if (page.first > delivered + 1 || last >= upTo) return;
        if (last <= delivered) continue;
        takePage(page, deliverPage);
        delivered = last;
        await breathe();
      }
      if (delivered < from) return;
    }
  };

  const readOn = async (upTo: Position): Promise<void> => {
    await readPagesOn(upTo);
    while (delivered < upTo) {
      const from = positionAfter(delivered);
      const to = Math.min(positionAfter(delivered, PAGE), upTo) as Position;
      take(await readUntilBroken(log, from, to, take));
      if (delivered < from) throw new CorruptLogError(from, "it is missing");
    }
  };

  const catchUp = async (upTo?: Position): Promise<void> => {
    // A pass that is under way may have read the end already: wait for it, then make sure.
    while (reading) await reading.catch(() => {});
    const pass = async () => readOn(upTo ?? (await log.head()).position);
    reading = pass().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  const stop = log.onAppend((upTo, written) => {
    try {
      const [first] = written ?? [];
      // What directly continues need not be read back.
      if (written && first && first.position <= delivered + 1) take(written);
      const isAsked = written !== undefined || !paused;
      return isAsked && upTo > delivered ? catchUp(upTo).catch(onError) : undefined;
    } catch (error) {
      return onError(error);
    }
  });

  return {
    catchUp,
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
      catchUp().catch(onError);
    },
    stop,
  };
}

// Bytes that passed their checksum and are no events were put there by somebody.
function takePage(page: PackedEvents, deliverPage: (page: PackedEvents) => void): void {
  try {
    deliverPage(page);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CorruptLogError(page.first, "its page cannot be read");
  }
}

// What stands before an unreadable record is good and is delivered before the break is told.
async function readUntilBroken(
  log: EventLog,
  from: Position,
  to: Position,
  take: (events: readonly RecordedEvent[]) => void,
): Promise<RecordedEvent[]> {
  try {
    return await log.read({ from, to });
  } catch (error) {
    if (isCorruptLogError(error) && error.firstBad > from) {
      take(await log.read({ from, to: positionAfter(error.firstBad, -1) }));
    }
    throw error;
  }
}
