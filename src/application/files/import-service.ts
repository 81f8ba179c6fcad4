import { normalForm } from "../../domain/values/normal-form.ts";
import { withoutHidden } from "../../domain/values/visible-name.ts";
import { pastSharedLog, StorageError } from "../../eventlog/errors.ts";
import { fault, fieldsOf } from "../../eventlog/validation/check-fields.ts";
import { createHistory } from "../../read-model/create-read-model.ts";
import type { BookCatalog, BookEntry } from "../books/book-catalog.ts";
import { oneBookOnly } from "../books/one-book-only.ts";
import type { ConsoleApi } from "../diagnostics/console-api.ts";
import { showImport } from "../diagnostics/tab-count.ts";
import type { BookSession } from "../session/book-session.ts";
import type { BookState, BookStore } from "../store/book-store.ts";
import { importInWorker } from "./import-in-worker.ts";
import type { ImportDependencies } from "./import-log.ts";

/** What imports need beside the open book. */
export interface BookImporterDependencies {
  readonly catalog: BookCatalog;
  readonly outside: ImportDependencies;
  /** Starts the worker that carries out an `WorkerOrder`. */
  startWorker(): Worker;
  newEntry(name: string): BookEntry;
}

/** Makes the import of one open book: into it, or into a book of its own; beside the page where the device keeps books. */
export function createBookImporter(
  session: BookSession,
  { catalog, outside, startWorker, newEntry }: BookImporterDependencies,
): ConsoleApi["importLog"] {
  const { store, follower } = session;

  const importHere: ConsoleApi["importLog"] = async (file, { asNewBook, ...options } = {}) => {
    const { importInto, importLog } = await import("./import-log.ts");
    const book = asNewBook ? newEntry(nameOf(file)) : store.getState().book;
    if (!asNewBook) return { ...(await importLog(session, file, outside, options)), book: book.id };
    if (!options.dryRun) throw oneBookOnly();
    const target = { book, log: await outside.openScratchLog(), history: createHistory() };
    return { ...(await importInto(target, file, outside, options)), book: book.id };
  };

  const importAside: ConsoleApi["importLog"] = async (file, { asNewBook, ...options } = {}) => {
    if (asNewBook) return importAsNewBook(file, options);
    const { book } = store.getState();
    const work = () => importInWorker(startWorker, { file, book, isNew: false }, options);
    // Only one that writes keeps others waiting.
    const report = await (options.dryRun ? work() : showImport(book.id, work));
    await follower.catchUp();
    return { ...report, book: book.id };
  };

  // The book is listed only once its log is whole: a bad file leaves no empty book behind.
  const importAsNewBook: ConsoleApi["importLog"] = async (file, options = {}) => {
    const book = newEntry(nameOf(file));
    const { dryRun = false } = options;
    try {
      const report = await importInWorker(startWorker, { file, book, isNew: true }, options);
      if (!dryRun) await catalog.add(book);
      return { ...report, book: book.id };
    } catch (error) {
      if (!dryRun) await catalog.remove(book.id);
      throw error;
    }
  };

  return async (file, options = {}) => {
    if (!(file instanceof Blob)) throw fault("file", "hand over a File or a Blob");
    fieldsOf(options, "options", ["dryRun", "asNewBook", "upTo", "signal", "onProgress"]);
    const isShared = store.getState().sharing !== undefined;
    // Told before the file is read; the storage refuses it all the same.
    if (isShared && !options?.asNewBook) throw pastSharedLog();
    await session.recall();
    const { keeping, phase } = store.getState();
    const isClosed = phase.kind === "read-only" && phase.trouble.kind !== "damaged";
    if (isClosed && !options.asNewBook && !options.dryRun) {
      throw new StorageError(phase.trouble.message, { problem: "closed" });
    }
    // What a page knows to be good of a damaged book, only that page knows.
    const isHere = keeping === "memory" || (phase.kind === "read-only" && !options?.asNewBook);
    const watched = { ...options, signal: untilReplaced(store, options.signal) };
    return isHere ? importHere(file, watched) : importAside(file, watched);
  };
}

// An import of an older version ends with that: two versions never write to one book.
function untilReplaced(store: BookStore, signal?: AbortSignal): AbortSignal {
  const replaced = new AbortController();
  const look = ({ phase }: BookState): void => {
    if (phase.kind === "read-only" && phase.trouble.kind === "upgraded") replaced.abort();
  };
  look(store.getState());
  store.subscribe(look);
  return signal ? AbortSignal.any([signal, replaced.signal]) : replaced.signal;
}

/** Endings of files that are read here. */
const ENDINGS = /(\.(ndjson|jsonl|json|cloudevents|log|txt))?(\.gz)?$/i;

/** The name of a book that a file becomes: the file's, as far as it can be seen. */
function nameOf(file: Blob): string {
  if (!(file instanceof File)) return UNNAMED;
  const name = withoutHidden(normalForm(file.name, "NFC").replace(ENDINGS, ""))
    .replace(/\s+/g, " ")
    .trim();
  return name || UNNAMED;
}

const UNNAMED = "Imported book";
