import type { ColumnRecord, ColumnStore, ColumnsRecord, DerivedColumns } from "./column-store.ts";
import { type LogDatabase, openLogDatabase } from "./indexeddb-schema.ts";
import { beginBeside, toStorageError } from "./indexeddb-transaction.ts";
import { checksumOf } from "./packed/checksum.ts";
import type { ColumnValues } from "./packed/column.ts";
import type { KeptColumn } from "./packed/shelf.ts";

const NEWEST = "newest";
/** Behind every text that a key begins with. */
const BEYOND = "\uffff";

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
  if (!newest || !("generation" in newest)) return undefined;
  const { head, shape, generation, checksums } = newest;
  const range = IDBKeyRange.bound(`${generation}/`, `${generation}/${BEYOND}`);
  const keys = await store.getAllKeys(range);
  const columns: Record<string, KeptColumn> = {};
  // Each in a task of its own, so that the page can draw and answer in between.
  const loadOne = async (key: string): Promise<boolean> => {
    const column = (await store.get(key)) as KeptColumn;
    const name = key.slice(generation.length + 1);
    columns[name] = column;
    return checksumOfColumn(column) === checksums[name];
  };
  const sound = await Promise.all(keys.map(loadOne));
  const isWhole = keys.length === Object.keys(checksums).length && sound.every(Boolean);
  return isWhole ? { head, shape, columns } : undefined;
}

// One column after the other, since each is a copy that the page waits for; they count once the newest generation is named.
async function save(
  database: LogDatabase,
  { head, shape, columns }: DerivedColumns,
): Promise<void> {
  const generation = head.hash;
  await unname(database, generation);
  const checksums: Record<string, number> = {};
  for (const [name, column] of Object.entries(columns)) {
    checksums[name] = checksumOfColumn(column);
    await put(database, `${generation}/${name}`, copied(column));
  }
  await put(database, NEWEST, { head, shape, generation, checksums });
  const written = Object.keys(checksums).map((name) => `${generation}/${name}`);
  await dropOthers(database, [NEWEST, ...written]);
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
  record: ColumnRecord | ColumnsRecord,
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

// Cloning a part of a buffer would clone all of it.
function copied(column: KeptColumn): KeptColumn {
  if (!("values" in column)) return column;
  return { values: column.values.slice(), length: column.length };
}

// Only up to its length: behind it a column may grow while it is kept.
function checksumOfColumn(column: KeptColumn): number {
  // As JSON, since joined texts do not tell where one ends.
  if (!("values" in column)) {
    return checksumOf(new TextEncoder().encode(JSON.stringify(column.texts)));
  }
  const { values, length } = column;
  return checksumOf(bytesOf(values, length));
}

function bytesOf(values: ColumnValues, length: number): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, length * values.BYTES_PER_ELEMENT);
}
