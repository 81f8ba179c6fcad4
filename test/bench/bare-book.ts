// The raw baseline: what somebody writes by hand with `idb`, one record an event.
import { deleteDB, openDB } from "idb";
import { bigBook } from "./big-book.ts";
import { withSigns } from "./with-signs.ts";

const STORE = "events";
const A_TRANSACTION = 10_000;

/** Milliseconds of each of `count` strict puts of one record of so many bytes. */
export async function bareWrites(count: number, bytes: number): Promise<number[]> {
  const name = `bare-writes-${crypto.randomUUID()}`;
  const database = await openBare(name);
  const record = { text: "x".repeat(bytes) };
  const times: number[] = [];
  for (let key = 1; key <= count; key += 1) {
    const start = performance.now();
    const tx = database.transaction(STORE, "readwrite", { durability: "strict" });
    await Promise.all([tx.store.put(record, key), tx.done]);
    times.push(performance.now() - start);
  }
  database.close();
  await deleteDB(name);
  return times;
}

/** Adds every event of a big book as a record of its own, and counts nothing but that: neither the reading nor the hashing. */
export async function writeBareBook(count: number): Promise<{ name: string; writing: number }> {
  const name = `bare-book-${crypto.randomUUID()}`;
  const database = await openBare(name);
  let writing = 0;
  for (const events of withSigns(bigBook(count, A_TRANSACTION))) {
    const start = performance.now();
    const tx = database.transaction(STORE, "readwrite");
    for (const event of events) tx.store.add(event, event.position);
    await tx.done;
    writing += performance.now() - start;
  }
  database.close();
  return { name, writing };
}

/** Milliseconds to open such a book and to have all its events. */
export async function readBareBook(name: string): Promise<number> {
  const start = performance.now();
  const database = await openBare(name);
  const { length } = await database.getAll(STORE);
  const time = performance.now() - start;
  database.close();
  if (length === 0) throw new Error(`There is nothing in ${name}.`);
  return time;
}

/** Deletes such a book. */
export function dropBareBook(name: string): Promise<void> {
  return deleteDB(name);
}

function openBare(name: string) {
  return openDB(name, 1, { upgrade: (created) => void created.createObjectStore(STORE) });
}
