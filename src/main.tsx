import { type ReactNode, StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { type Device, openDevice } from "./device.ts";
import type { BookCatalog, BookEntry, BookId, BranchPoint } from "./eventlog/book-catalog.ts";
import { sayError } from "./eventlog/errors.ts";
import type { EventLog } from "./eventlog/event-log.ts";
import { type OpenedSession, openSession } from "./open-session.ts";
import { createOutside } from "./outside.ts";
import { allowServersOf } from "./store/allowed-servers.ts";
import { askToPersist } from "./store/ask-to-persist.ts";
import { createCareKeeper } from "./store/book-care.ts";
import { type ConsoleApi, createConsoleApi } from "./store/console-api.ts";
import { keepDrafts } from "./store/keep-drafts.ts";
import { oneBookOnly } from "./store/one-book-only.ts";
import { showThisTab } from "./store/open-tabs.ts";
import { createOwnCommands } from "./store/own-commands.ts";
import { createLaterSharing } from "./store/sharing/later-sharing.ts";
import { trustOwnAddresses } from "./trusted-addresses.ts";
import { goToAddress, keepAddress, readAddress } from "./ui/address.ts";
import { App } from "./ui/app.tsx";
import type { BookServices } from "./ui/book-context.tsx";
import { Boundary } from "./ui/boundary.tsx";
import { followWhileAwake } from "./ui/follow-while-awake.ts";
import { warmUpFormats } from "./ui/format.ts";
import { loadPanel, TIMELINE_DOCK } from "./ui/lazy-panels.ts";
import { OpeningScreen } from "./ui/shell/opening-screen.tsx";
import { TroubleScreen } from "./ui/shell/trouble-screen.tsx";
import { texts } from "./ui/texts/texts.ts";
import { screenOf } from "./ui/use-opened.ts";
import "./ui/tokens.css";

declare global {
  interface Window {
    /** The console API, described in the README. */
    hindsight: ConsoleApi;
  }
}

trustOwnAddresses();
const outside = createOutside();
const { now } = outside;
const startWorker = () =>
  new Worker(new URL("./book.worker.ts", import.meta.url), { type: "module" });

const root = createRoot(document.getElementById("root") as HTMLElement);

document.documentElement.lang = texts.language;
start().catch(showTrouble);

async function start(): Promise<void> {
  root.render(<OpeningScreen done={0} total={0} />);
  // Fetched while the book is opened.
  loadPanel(screenOf(location.hash));
  TIMELINE_DOCK.fetch().catch(() => {});
  setTimeout(warmUpFormats);
  const device = await openDevice({ now, onBlocked: () => showWaiting("waitingForTab") });
  const { catalog } = device;
  // While developing, Vite speaks to the page as well.
  if (import.meta.env.PROD) allowServersOf(await catalog.list().catch(() => []));
  const address = readAddress(location.search);
  const book = await bookOf(address.book, catalog);
  if (!book) {
    const books = await catalog.list();
    root.render(<TroubleScreen {...texts.opening.notHere} books={books} />);
    return;
  }
  if (book.branchOf && !(await isWhole(book, book.branchOf, device))) return;
  const opened = await openSession(book, device, outside, showSlow);
  const { session, shared, newest } = opened;
  const touched = catalog.touch(book.id, now());
  const replayed = session.replay(book.care?.damage, newest);
  const recalled = replayed.then(session.recall);
  const services = createServices(opened, device);
  window.hindsight = createConsoleApi(session, {
    ready: recalled,
    show: flushSync,
    importLog: services.importLog,
    verify: services.verify,
    openCheckpoints: () => device.openCheckpoints(book.id),
    pummel: services.pummel,
  });
  keepDrafts(session.store);
  root.render(
    <StrictMode>
      <Boundary fallback={troubleScreen}>
        <App services={services} />
      </Boundary>
    </StrictMode>,
  );
  // That it was opened is only remembered: a storage that is full must not keep a book from being
  // read.
  touched.catch(() => {});
  await replayed;
  goToAddress(session, address);
  keepAddress(session);
  followWhileAwake(session);
  await recalled;
  // Before the first command, which waits for all events, too.
  import("./store/check-clock.ts").then((it) => it.checkClock(session, now())).catch(() => {});
  await shared?.begin();
  session.runWorkflows();
  showThisTab(book.id);
  // Fetched beforehand: whatever is gone by then, the book can be exported.
  import("./store/export-log.ts").catch(() => {});
  import("./ui/shell/broken-part.tsx").catch(() => {});
  if (device.keeping === "device") askToPersist(session.store, navigator.storage);
  // A browser that refuses it shows the book all the same.
  await import("./offline.ts").then((app) => app.becomeApp(session.store)).catch(() => {});
}

async function bookOf(id: string | null, catalog: BookCatalog): Promise<BookEntry | undefined> {
  return id ? catalog.find(id as BookId) : catalog.openLast(newEntry(texts.opening.firstBook));
}

function newEntry(name: string): BookEntry {
  return { id: crypto.randomUUID() as BookId, name, createdAt: now(), openedAt: now() };
}

// A branch whose making was broken off, or has not begun, is made first.
async function isWhole(book: BookEntry, branchOf: BranchPoint, device: Device): Promise<boolean> {
  const { finishBranch } = await import("./finish-branch.tsx");
  const openLog = () => device.openLog(book.id);
  return finishBranch(book, branchOf, { root, catalog: device.catalog, openLog, startWorker });
}

function createServices({ session, shared, tabs }: OpenedSession, device: Device): BookServices {
  const { catalog, keeping, handOver } = device;
  const { store } = session;
  const openBook = (id: string) => location.assign(id ? `?book=${id}` : "?");
  return {
    session,
    shownHistory: shared?.shownHistory ?? (() => session.history),
    sharing: createLaterSharing(async () => {
      const [{ createBookSharing }, { loadEngine }] = await Promise.all([
        import("./store/sharing/book-sharing.ts"),
        import("./shared-books.ts"),
      ]);
      return createBookSharing({
        ...{ session, shared, catalog, tabs, newEntry, handOver },
        openBook(id) {
          history.replaceState(null, "", `?book=${id}#/sharing`);
          location.reload();
        },
        loadEngine: (id) => loadEngine(id, now),
      });
    }),
    own: createOwnCommands(session),
    catalog,
    care: createCareKeeper(session, catalog, now),
    openBook,
    async verify(options) {
      if (keeping === "memory") return session.log.verify(options);
      const { verifyInWorker } = await import("./store/verify-in-worker.ts");
      return verifyInWorker(startWorker, store.getState().book.id, options);
    },
    async pummel(options) {
      const [{ pummel }, { openScratch }, { watchLongTasks }] = await Promise.all([
        import("./store/pummel.ts"),
        import("./open-aside.ts"),
        import("./store/watch-long-tasks.ts"),
      ]);
      const scratch = (wrap: (log: EventLog) => EventLog) =>
        openScratch(newEntry("Scratch"), device, outside, wrap);
      return pummel({ openScratch: scratch, clock: now, watchLongTasks }, options);
    },
    async importLog(file, options) {
      const { createBookImporter } = await import("./store/book-importer.ts");
      const importer = createBookImporter(session, { catalog, outside, startWorker, newEntry });
      return importer(file, options);
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
      return openOther(session, entry, device, outside, showSlow);
    },
    async createBook(name) {
      if (keeping === "memory") throw oneBookOnly();
      const entry = newEntry(name);
      await catalog.add(entry);
      openBook(entry.id);
    },
  };
}

function showWaiting(why: "waitingForTab" | "waitingForStorage"): void {
  root.render(<TroubleScreen {...texts.opening[why]} books={[]} />);
}

function showSlow(): void {
  showWaiting("waitingForStorage");
}

function showTrouble(error: unknown): void {
  root.render(troubleScreen(error));
}

function troubleScreen(error: unknown): ReactNode {
  const message = sayError(error, texts.opening.reload);
  return <TroubleScreen title={texts.opening.failed} message={message} books={[]} />;
}
