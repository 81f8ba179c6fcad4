import { type BookEntry, scratchId } from "../application/books/book-catalog.ts";
import { oneBookOnly } from "../application/books/one-book-only.ts";
import { keepUnderWay } from "../application/session/under-way.ts";
import type { BookSharing } from "../application/sharing/share-book.ts";
import type { EventLog } from "../eventlog/event-log.ts";
import type { BookServices } from "../ui/context/book-context.tsx";
import type { createOutside } from "./environment.ts";
import type { OpenedSession } from "./startup/open-book.ts";
import type { Device } from "./storage.ts";

type Task =
  | "findUnlisted"
  | "verify"
  | "pummel"
  | "importLog"
  | "createBranch"
  | "openOther"
  | "createBook";

/** What the screens do with a book now and then. What each needs is fetched when it is done. */
export interface BookTasks extends Pick<BookServices, Task> {
  openSharing(): Promise<BookSharing>;
}

type Outside = ReturnType<typeof createOutside>;

interface BookTasksDependencies {
  readonly opened: OpenedSession;
  readonly device: Device;
  readonly outside: Outside;
  startWorker(): Worker;
  newEntry(name: string): BookEntry;
}

/** Makes the tasks of the open book. */
export function createBookTasks(dependencies: BookTasksDependencies): BookTasks {
  const { opened, device, outside, startWorker, newEntry } = dependencies;
  const { session, shared, tabs } = opened;
  const { catalog, keeping, handOver } = device;
  const { store } = session;
  const { now } = outside;
  const openBook = (id: string) => location.assign(`?book=${id}`);
  return {
    async openSharing() {
      const [{ createBookSharing }, { loadEngine }, { carrySecret }] = await Promise.all([
        import("../application/sharing/share-book.ts"),
        import("./startup/open-shared-book.ts"),
        import("../application/sharing/carried-secret.ts"),
      ]);
      return createBookSharing({
        ...{ session, shared, catalog, tabs, newEntry, handOver },
        openBook(id) {
          history.replaceState(null, "", `?book=${id}#/sharing`);
          location.reload();
        },
        loadEngine: (id) => loadEngine(id, now),
        carrySecret,
      });
    },
    async findUnlisted() {
      const unlisted = await catalog.unlisted();
      if (unlisted.length === 0) return [];
      const { entriesOf } = await import("./startup/unlisted-books.ts");
      return entriesOf(unlisted, device.openLog, now);
    },
    async verify(options) {
      if (keeping === "memory") return session.log.verify(options);
      const [{ verifyInWorker }, { digestHistory }] = await Promise.all([
        import("../application/diagnostics/verify-in-worker.ts"),
        import("../application/diagnostics/derived-digest.ts"),
      ]);
      const derived = await digestHistory(session.history);
      return verifyInWorker(startWorker, store.getState().book.id, derived, options);
    },
    async pummel(options) {
      const [{ pummel }, { openScratch }, { watchLongTasks }] = await Promise.all([
        import("../application/diagnostics/load-test.ts"),
        import("./startup/open-companion-book.ts"),
        import("../application/diagnostics/long-tasks.ts"),
      ]);
      const scratch = (wrap: (log: EventLog) => EventLog) =>
        openScratch({ ...newEntry("Scratch"), id: scratchId() }, device, outside, wrap);
      return pummel({ openScratch: scratch, clock: now, watchLongTasks }, options);
    },
    async importLog(file, options) {
      const { createBookImporter } = await import("../application/files/import-service.ts");
      const importer = createBookImporter(session, { catalog, outside, startWorker, newEntry });
      return keepUnderWay(() => importer(file, options));
    },
    async createBranch(wanted) {
      if (keeping === "memory") throw oneBookOnly();
      const { branchOff } = await import("./startup/open-companion-book.ts");
      openBook((await branchOff(wanted, session, device, newEntry)).id);
    },
    async openOther(id) {
      const entry = await catalog.find(id);
      if (!entry) return undefined;
      const { openOther } = await import("./startup/open-companion-book.ts");
      return openOther(session, entry, device, outside);
    },
    async createBook(name) {
      if (keeping === "memory") throw oneBookOnly();
      const entry = newEntry(name);
      await catalog.add(entry);
      openBook(entry.id);
    },
  };
}
