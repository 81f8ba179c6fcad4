import type { Head } from "../../eventlog/envelope.ts";
import type { EventLog } from "../../eventlog/event-log.ts";

/** How often a storage is looked at that lets nobody in, and milliseconds in between. */
const LOOKS = 10;
const PAUSE = 300;

/**
 * Whether a log still reaches as far as was known. A browser that closes a storage may have cleared
 * it: what is there now tells. While it clears, it lets nobody in.
 */
export async function stillHolds(
  openLog: () => Promise<EventLog>,
  { position }: Head,
): Promise<boolean> {
  for (let look = 0; look < LOOKS; look += 1) {
    try {
      const log = await openLog();
      const head = await log.head();
      log.close();
      return head.position >= position;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
  return true; // Nothing can be told, so nothing is said to be gone.
}
