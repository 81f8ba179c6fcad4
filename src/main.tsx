import { StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import type { UsernameKey } from "./domain/username.ts";
import {
  type BookCatalog,
  type BookEntry,
  type BookId,
  databaseOf,
} from "./eventlog/book-catalog.ts";
import type { EpochMs } from "./eventlog/envelope.ts";
import { isHindsightError } from "./eventlog/errors.ts";
import { openIndexedDbCatalog } from "./eventlog/indexeddb-catalog.ts";
import { openIndexedDbLog } from "./eventlog/indexeddb-log.ts";
import { createMemoryLog } from "./eventlog/memory-log.ts";
import { type BookSession, createBookSession } from "./store/book-session.ts";
import { type ConsoleApi, createConsoleApi } from "./store/console-api.ts";
import { fetchSample } from "./store/fetch-sample.ts";
import { hashPassword } from "./store/hash-password.ts";
import { type ImportDependencies, importLog } from "./store/import-log.ts";
import { keepAddress, readAddress } from "./ui/address.ts";
import { App } from "./ui/app.tsx";
import type { BookServices } from "./ui/book-context.tsx";
import { TroubleScreen } from "./ui/shell/trouble-screen.tsx";
import "./ui/tokens.css";

declare global {
  interface Window {
    /** The console API, described in the README. */
    hindsight: ConsoleApi;
  }
}

// The world outside, named once: clock, randomness, storage, worker. Everything below is handed what it needs.
const now = () => Date.now() as EpochMs;
const outside: ImportDependencies = {
  now,
  newId: () => crypto.randomUUID(),
  randomKey: () => hex(crypto.getRandomValues(new Uint8Array(32))) as UsernameKey,
  hashPassword,
  fetchSample,
  openScratchLog: () => createMemoryLog({ now }),
};

const root = createRoot(document.getElementById("root") as HTMLElement);

start().catch(showTrouble);

async function start(): Promise<void> {
  const catalog = await openIndexedDbCatalog();
  const address = readAddress(location.search);
  const book = await bookOf(address.book, catalog);
  if (!book) {
    const books = await catalog.list();
    const message =
      "The address names a book that this browser does not have. Nothing is lost: open one that is here, or ask whoever sent the link for an export and import it.";
    root.render(<TroubleScreen title="This book is not here" message={message} books={books} />);
    return;
  }
  await catalog.touch(book.id, now());
  const session = await openSession(book);
  const replayed = session.replay();
  const services = createServices(session, catalog);
  window.hindsight = createConsoleApi(session, {
    ready: replayed,
    show: flushSync,
    importLog: services.importLog,
  });
  root.render(
    <StrictMode>
      <App services={services} />
    </StrictMode>,
  );
  await replayed;
  if (address.at !== undefined) session.time.goTo(address.at);
  keepAddress(session);
}

async function bookOf(id: string | null, catalog: BookCatalog): Promise<BookEntry | undefined> {
  return id ? catalog.find(id as BookId) : catalog.openLast(newEntry("My book"));
}

function newEntry(name: string): BookEntry {
  return { id: crypto.randomUUID() as BookId, name, createdAt: now(), openedAt: now() };
}

const LOST = {
  deleted:
    "This book was deleted in another tab. The page still shows what it last knew, but nothing can be saved here any more.",
  upgraded:
    "Another tab runs a newer version of Hindsight. Everything saved is safe. Reload to go on with the new version.",
  closed: "The browser closed this book's storage. Everything saved is safe. Reload to go on.",
} as const;

async function openSession(book: BookEntry): Promise<BookSession> {
  let session: BookSession | undefined;
  const onLost = (reason: keyof typeof LOST) => session?.lose(LOST[reason]);
  const log = await openIndexedDbLog({ name: databaseOf(book.id), now, onLost });
  session = createBookSession(book, log, outside);
  return session;
}

function createServices(session: BookSession, catalog: BookCatalog): BookServices {
  const openBook = (id: string) => location.assign(id ? `?book=${id}` : "?");
  return {
    session,
    catalog,
    openBook,
    async importLog(file, { dryRun = false, asNewBook = false } = {}) {
      if (!asNewBook || dryRun) {
        const target = asNewBook
          ? createBookSession(newEntry(""), outside.openScratchLog(), outside)
          : session;
        const report = await importLog(target, file, outside, { dryRun });
        return { ...report, book: target.store.getState().book.id };
      }
      return importAsNewBook(file, catalog);
    },
    async createBook(name) {
      const entry = newEntry(name);
      await catalog.add(entry);
      openBook(entry.id);
    },
  };
}

// The book is listed only once its log is whole: a bad file leaves no empty book behind.
async function importAsNewBook(file: Blob, catalog: BookCatalog) {
  const name = file instanceof File ? file.name.replace(/\.[a-z.]+$/i, "") : "Imported book";
  const entry = newEntry(name);
  const session = await openSession(entry);
  const report = await importLog(session, file, outside).catch(async (error) => {
    session.log.close();
    await catalog.remove(entry.id);
    throw error;
  });
  await catalog.add(entry);
  session.log.close();
  return { ...report, book: entry.id };
}

function showTrouble(error: unknown): void {
  const advice = isHindsightError(error) ? error.advice : "Reload the page to try again.";
  const message = `${error instanceof Error ? error.message : String(error)} ${advice}`;
  root.render(<TroubleScreen title="The book could not be opened" message={message} books={[]} />);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
