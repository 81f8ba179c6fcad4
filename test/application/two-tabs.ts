import { deleteDB } from "idb";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { EventLog } from "../../src/eventlog/event-log.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { NOW, openSession } from "./open-session.ts";

/** One book that is open in two tabs at once, each with its own connection and its own views. */
export interface TwoTabs {
  readonly tabs: readonly [BookSession, BookSession];
  /** Closes both and deletes the book. */
  leave(): Promise<void>;
}

/** Opens a new book twice, in whichever IndexedDB stands in the global scope. */
export async function openTwoTabs(): Promise<TwoTabs> {
  const name = `hindsight-test-${crypto.randomUUID()}`;
  const logs: EventLog[] = [];
  const openTab = async (): Promise<BookSession> => {
    const log = await openIndexedDbLog({ name, now: () => NOW });
    logs.push(log);
    return openSession(log);
  };
  const tabs = [await openTab(), await openTab()] as const;
  return {
    tabs,
    async leave() {
      for (const log of logs) log.close();
      await deleteDB(name);
    },
  };
}
