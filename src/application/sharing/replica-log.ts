import { pastSharedLog } from "../../eventlog/errors.ts";
import type { EventLog } from "../../eventlog/event-log.ts";

/**
 * The replica of a shared book as everybody but its link may use it: to be read. Written to here alone, it would part from what the
 * others have.
 */
export function asReplica(log: EventLog): EventLog {
  const refuse = async (): Promise<never> => {
    throw pastSharedLog();
  };
  return { ...log, append: refuse, refuse, replicate: refuse };
}
