import { afterEach, beforeEach } from "vitest";
import type { EventLog } from "../../src/eventlog/event-log.ts";

/** One log of its own, and nobody else's. */
export interface LogUnderTest {
  /** A handle on the log: a second one is a second tab, or a reload where the first was closed. */
  open(): Promise<EventLog>;
  /** Resolves once every handle shows what any of them wrote. At once where they share one storage. */
  settle?(): Promise<void>;
  /** Closes every handle and leaves nothing behind. */
  destroy(): Promise<void>;
}

/** Makes a log without events, whose clock stands at `RECORDED_AT`. */
export type MakeLog = () => LogUnderTest;

/** Logs for the tests of one `describe`, gone after each test. */
export function prepareLogs(makeLog: MakeLog) {
  let logs: LogUnderTest[];
  beforeEach(() => {
    logs = [];
  });
  afterEach(async () => {
    for (const log of logs) await log.destroy();
  });

  const makeOne = (): LogUnderTest => {
    const log = makeLog();
    logs.push(log);
    return log;
  };
  return {
    /** A log that may be opened more than once. */
    makeLog: makeOne,
    /** One handle on a log of its own. */
    openLog: (): Promise<EventLog> => makeOne().open(),
  };
}
