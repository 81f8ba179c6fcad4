import type { Device } from "./device.ts";
import { type BookEntry, scratchId } from "./eventlog/book-catalog.ts";
import type { EventLog } from "./eventlog/event-log.ts";
import type { OpenedSession } from "./open-session.ts";
import type { createOutside } from "./outside.ts";
import { oneBookOnly } from "./store/one-book-only.ts";
import type { BookSharing } from "./store/sharing/book-sharing.ts";
import { keepUnderWay } from "./store/under-way.ts";
import type { BookServices } from "./ui/book-context.tsx";

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
        import("./store/sharing/book-sharing.ts"),
        import("./shared-books.ts"),
        import("./store/carried-secret.ts"),
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
      const { entriesOf } = await import("./unlisted-books.ts");
      return entriesOf(unlisted, device.openLog, now);
    },
    async verify(options) {
      if (keeping === "memory") return session.log.verify(options);
      const [{ verifyInWorker }, { digestHistory }] = await Promise.all([
        import("./store/verify-in-worker.ts"),
        import("./store/check-derived.ts"),
      ]);
      const derived = await digestHistory(session.history);
      return verifyInWorker(startWorker, store.getState().book.id, derived, options);
    },
    async pummel(options) {
      const [{ pummel }, { openScratch }, { watchLongTasks }] = await Promise.all([
        import("./store/pummel.ts"),
        import("./open-aside.ts"),
        import("./store/watch-long-tasks.ts"),
      ]);
      const scratch = (wrap: (log: EventLog) => EventLog) =>
        openScratch({ ...newEntry("Scratch"), id: scratchId() }, device, outside, wrap);
      return pummel({ openScratch: scratch, clock: now, watchLongTasks }, options);
    },
    async importLog(file, options) {
      const { createBookImporter } = await import("./store/book-importer.ts");
      const importer = createBookImporter(session, { catalog, outside, startWorker, newEntry });
      return keepUnderWay(() => importer(file, options));
    },
    async createBranch(wanted) {
      if (keeping === "memory") throw oneBookOnly();
      const { branchOff } = await import("./open-aside.ts");
      openBook((await branchOff(wanted, session, device, newEntry)).id);
    },
    async openOther(id) {
      const entry = await catalog.find(id);
      if (!entry) return undefined;
      const { openOther } = await import("./open-aside.ts");
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
