import { deleteDB } from "idb";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import {
  type IndexedDbLogOptions,
  openIndexedDbLog,
} from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { RECORDED_AT } from "./attempts.ts";
import type { LogUnderTest } from "./log-under-test.ts";

/** A log in a database of its own, in whichever IndexedDB stands in the global scope. */
export function makeIndexedDbLog(
  options: Pick<IndexedDbLogOptions, "pageEvents"> = {},
): LogUnderTest {
  const name = `hindsight-test-${crypto.randomUUID()}`;
  const handles: EventLog[] = [];
  return {
    async open() {
      const log = await openIndexedDbLog({ name, now: () => RECORDED_AT, ...options });
      handles.push(log);
      return log;
    },
    async destroy() {
      for (const handle of handles) handle.close();
      await deleteDB(name);
    },
  };
}
