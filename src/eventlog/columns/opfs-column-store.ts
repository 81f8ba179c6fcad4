import { StorageError } from "../errors.ts";
import { openSigner, type Signer } from "../indexeddb/key-store.ts";
import { readColumnFile } from "./column-file.ts";
import { type ColumnStore, createNoColumns, type DerivedColumns } from "./column-store.ts";

/** The folder of all files of columns, in the origin's private file system. */
const FOLDER = "columns";

/**
 * Opens the columns of a book in a file of their own, named like the book's database. It is read in one go,
 * and used as it stands. A browser without a file system keeps none.
 */
export async function openFileColumns(name: string): Promise<ColumnStore> {
  const [folder, signer] = await Promise.all([
    openFolder(),
    openSigner("columns").catch(() => undefined),
  ]);
  if (!folder || !signer) return createNoColumns();
  return {
    load: () => load(folder, name, signer).catch(() => undefined),
    save: (derived) =>
      save(folder, name, derived, signer).catch((cause) => {
        const message = "What a book is opened with could not be kept.";
        throw new StorageError(message, { cause, problem: "failed" });
      }),
  };
}

/** Removes the columns of a book. */
export async function removeFileColumns(name: string): Promise<void> {
  const folder = await openFolder();
  await folder?.removeEntry(name).catch(() => {});
}

async function load(folder: FileSystemDirectoryHandle, name: string, signer: Signer) {
  const handle = await folder.getFileHandle(name);
  const file = await handle.getFile();
  return readColumnFile(await file.arrayBuffer(), signer);
}

async function save(
  folder: FileSystemDirectoryHandle,
  name: string,
  derived: DerivedColumns,
  signer: Signer,
): Promise<void> {
  const { writeColumnFile } = await import("./column-file-writer.ts");
  const handle = await folder.getFileHandle(name, { create: true });
  // Written beside the file, and put in its place when closed.
  const file = await handle.createWritable();
  try {
    for await (const piece of writeColumnFile(derived, signer)) await file.write(piece);
    await file.close();
  } catch (error) {
    await file.abort().catch(() => {});
    throw error;
  }
}

async function openFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER, { create: true });
  } catch {
    return undefined;
  }
}
