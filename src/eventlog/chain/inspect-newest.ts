import { EMPTY_HEAD, type Head, type Position, START } from "../envelope.ts";
import { isCorruptLogError } from "../errors.ts";
import type { ChainCheck } from "../event-log.ts";
import { checkStored, type Readable } from "./verify-log.ts";

/** Events hashed at opening: few enough to cost no time, many enough to notice a lost tail. */
const NEWEST = 256;

/**
 * Looks at the newest part of a log and at its end, cheaply: what a crash, a rolled-back disk or a careless hand leaves
 * behind shows there. The rest is for `EventLog.verify`.
 */
export async function inspectNewest(log: Readable): Promise<ChainCheck> {
  const end = await log.head();
  const before = Math.max(end.position - NEWEST, START) as Position;
  const from = before === START ? EMPTY_HEAD : await anchorAt(log, before);
  return checkStored(log, from && { from });
}

// Without an anchor the whole log is walked: something is wrong there, and the walk says what.
async function anchorAt(log: Readable, position: Position): Promise<Head | undefined> {
  try {
    const [event] = await log.read({ from: position, to: position });
    return event && { position: event.position, hash: event.hash };
  } catch (error) {
    if (isCorruptLogError(error)) return undefined;
    throw error;
  }
}
