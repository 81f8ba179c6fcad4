import { openDB } from "idb";
import { databaseOf } from "../../src/application/books/book-catalog.ts";
import { openIndexedDbCatalog } from "../../src/application/books/indexeddb-catalog.ts";
import type { BookId } from "../../src/domain/ids.ts";
import { removeFileColumns } from "../../src/eventlog/columns/opfs-column-store.ts";
import { type EpochMs, GENESIS_HASH } from "../../src/eventlog/envelope.ts";
import { openIndexedDbLog } from "../../src/eventlog/indexeddb/indexeddb-log.ts";
import { toCloudEvent } from "../../src/formats/cloudevents/write-event.ts";
import { bigBook } from "./big-book.ts";
import { withSigns } from "./with-signs.ts";

const now = () => Date.now() as EpochMs;

/** Makes a listed book of so many events without reading a file. Returns its id. */
export async function makeBook(count: number): Promise<BookId> {
  const id = crypto.randomUUID() as BookId;
  const catalog = await openIndexedDbCatalog();
  await catalog.add({ id, name: `${count} events`, createdAt: now(), openedAt: now() });
  const log = await openIndexedDbLog({ name: databaseOf(id), now });
  await log.replicate(withSigns(bigBook(count)));
  log.close();
  return id;
}

/** Deletes a book. */
export async function dropBook(id: BookId): Promise<void> {
  const catalog = await openIndexedDbCatalog();
  await catalog.remove(id);
}

/** A log file to make: how many events, and its name. */
interface LogFile {
  readonly count: number;
  readonly name: string;
}

/** Writes the same book as a log file into the origin's own folder, whence it is read like any other file on disk. */
export async function makeLogFile({ count, name }: LogFile): Promise<void> {
  const book = crypto.randomUUID() as BookId;
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle(name, { create: true });
  const out = await handle.createWritable();
  let predecessor = GENESIS_HASH;
  for (const events of withSigns(bigBook(count))) {
    let lines = "";
    for (const event of events) {
      lines += `${JSON.stringify(toCloudEvent(event, book, predecessor))}\n`;
      predecessor = event.hash;
    }
    await out.write(lines);
  }
  await out.close();
}

/** Bytes of the last command that a book took, as JSON: what a bare write of the same has to carry. */
export async function lastCommitBytes(id: BookId): Promise<number> {
  const database = await openDB(databaseOf(id));
  const cursor = await database.transaction("commits").store.openCursor(null, "prev");
  database.close();
  return JSON.stringify(cursor?.value ?? "").length;
}

/** Empties whatever a book keeps beside its log only to be opened sooner. */
export async function dropAccelerators(id: BookId): Promise<void> {
  await removeFileColumns(databaseOf(id));
  const database = await openDB(databaseOf(id));
  await database.clear("checkpoints");
  database.close();
}
