import { databaseOf } from "../../src/application/books/book-catalog.ts";
import type { BookId } from "../../src/domain/ids.ts";
import { follow } from "../../src/eventlog/consumers/subscription.ts";
import type { EpochMs } from "../../src/eventlog/envelope.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";
import type { History } from "../../src/read-model/read-model.ts";

const now = () => Date.now() as EpochMs;

/** Reads a book into a history, as a session does, and tells how many milliseconds that took. */
export async function loadHistory(id: BookId): Promise<{ history: History; loading: number }> {
  const start = performance.now();
  const log = await openIndexedDbLog({ name: databaseOf(id), now });
  const history = createHistory();
  const { add: deliver, addPage: deliverPage } = history;
  const onError = (error: unknown) => console.error(error);
  await follow(log, { deliver, deliverPage, onError }).catchUp();
  const loading = performance.now() - start;
  log.close();
  return { history, loading };
}
