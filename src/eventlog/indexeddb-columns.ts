import { assembleColumn, describeColumn, partsOf } from "./column-parts.ts";
import type { ColumnRecord, ColumnStore, ColumnsRecord, DerivedColumns } from "./column-store.ts";
import { type LogDatabase, openLogDatabase } from "./indexeddb-schema.ts";
import { beginBeside, toStorageError } from "./indexeddb-transaction.ts";

const NEWEST = "newest";

/**
 * Opens the columns in a book's own database, on a connection of its own.
 * @throws StorageError when the browser does not open it.
 */
export async function openIndexedDbColumns(name: string): Promise<ColumnStore> {
  const ignore = () => {};
  const database = await openLogDatabase(name, { onLost: ignore, onBlocked: ignore }).catch(
    (error) => {
      throw toStorageError(error);
    },
  );
  return {
    load: () => load(database).catch(() => undefined),
    save: (derived) =>
      save(database, derived).catch((error) => {
        throw toStorageError(error);
      }),
    close: () => database.close(),
  };
}

async function load(database: LogDatabase): Promise<DerivedColumns | undefined> {
  const { store } = database.transaction("columns");
  const newest = await store.get(NEWEST);
  if (!newest || !("columns" in newest)) return undefined;
  const { head, shape, generation } = newest;
  // Each part in a task of its own, so that the page can draw and answer in between.
  const loadColumn = async ([name, record]: [string, ColumnRecord]) => {
    const column = assembleColumn(record);
    const loadPart = async (_: number, place: number): Promise<void> => {
      const part = await store.get(keyOf(generation, name, place));
      if (!column.take(place, part)) throw new RangeError(`${name} is not as it was kept.`);
    };
    await Promise.all(record.checksums.map(loadPart));
    return [name, column.whole()] as const;
  };
  const columns = await Promise.all(Object.entries(newest.columns).map(loadColumn));
  return { head, shape, columns: Object.fromEntries(columns) };
}

// One part after the other; they count once the newest generation is named.
async function save(
  database: LogDatabase,
  { head, shape, columns }: DerivedColumns,
): Promise<void> {
  const generation = head.hash;
  await unname(database, generation);
  const records: Record<string, ColumnRecord> = {};
  const written: string[] = [NEWEST];
  for (const [name, column] of Object.entries(columns)) {
    records[name] = describeColumn(column);
    let place = 0;
    for (const part of partsOf(column)) {
      const key = keyOf(generation, name, place);
      await put(database, key, part);
      written.push(key);
      place += 1;
    }
  }
  await put(database, NEWEST, { head, shape, generation, columns: records });
  await dropOthers(database, written);
}

function keyOf(generation: string, name: string, place: number): string {
  return `${generation}/${name}/${place}`;
}

// What is written over a generation must not count before it is whole again.
async function unname(database: LogDatabase, generation: string): Promise<void> {
  const tx = beginBeside(database, "columns");
  const store = tx.objectStore("columns");
  const newest = await store.get(NEWEST);
  const counts = newest && "generation" in newest && newest.generation === generation;
  await Promise.all([counts && store.delete(NEWEST), tx.done]);
}

async function put(
  database: LogDatabase,
  key: string,
  record: Uint8Array | ColumnsRecord,
): Promise<void> {
  const tx = beginBeside(database, "columns");
  await Promise.all([tx.objectStore("columns").put(record, key), tx.done]);
}

async function dropOthers(database: LogDatabase, kept: readonly string[]): Promise<void> {
  const tx = beginBeside(database, "columns");
  const store = tx.objectStore("columns");
  const keys = await store.getAllKeys();
  const old = keys.filter((key) => !kept.includes(key));
  await Promise.all([...old.map((key) => store.delete(key)), tx.done]);
}
