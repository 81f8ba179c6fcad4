import { type ReactNode, StrictMode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { createOutside } from "./app/environment.ts";
import { beginOpening, failedOpenings, type Opening } from "./app/startup/failed-openings.ts";
import { type OpenedSession, openSession } from "./app/startup/open-book.ts";
import type { Why } from "./app/startup/rescue.tsx";
import { type Device, openDevice } from "./app/storage.ts";
import { trustOwnAddresses } from "./app/trusted-types.ts";
import type { BookEntry, BranchPoint } from "./application/books/book-catalog.ts";
import { type ConsoleApi, createConsoleApi } from "./application/diagnostics/console-api.ts";
import { showThisTab } from "./application/diagnostics/tab-count.ts";
import { createOwnCommands } from "./application/reversal/undo-stack.ts";
import { createCareKeeper } from "./application/session/book-maintenance.ts";
import { keepDrafts } from "./application/session/draft-storage.ts";
import { allowServersOf } from "./application/sharing/allowed-servers.ts";
import { createLaterSharing } from "./application/sharing/lazy-sharing.ts";
import { type Trouble, unreadable } from "./application/store/read-only-reason.ts";
import type { BookId } from "./domain/ids.ts";
import type { Position } from "./eventlog/envelope.ts";
import { sayError } from "./eventlog/errors.ts";
import { createLater } from "./eventlog/util/lazy-import.ts";
import { App } from "./ui/app.tsx";
import { Boundary } from "./ui/components/boundary.tsx";
import type { BookServices } from "./ui/context/book-context.tsx";
import { followWhileAwake } from "./ui/context/page-lifecycle.ts";
import { type Address, goToAddress, keepAddress, readAddress } from "./ui/context/url-sync.ts";
import { screenOf } from "./ui/context/use-opened.ts";
import { warmUpFormats } from "./ui/i18n/format.ts";
import { texts } from "./ui/i18n/texts.ts";
import { loadPanel, TIMELINE_DOCK, WELCOME } from "./ui/screens.ts";
import { TroubleScreen } from "./ui/shell/error-screen.tsx";
import { OpeningScreen } from "./ui/shell/opening-screen.tsx";
import "./ui/tokens.css";

declare global {
  interface Window {
    /** The console API, described in the README. */
    hindsight: ConsoleApi;
  }
}

trustOwnAddresses();
// Its version is that of this page: another one means that a newer version has taken over.
const controller = navigator.serviceWorker?.controller ?? null;
const outside = createOutside();
const { now } = outside;
const startWorker = () =>
  new Worker(new URL("./app/book.worker.ts", import.meta.url), { type: "module" });

const root = createRoot(document.getElementById("root") as HTMLElement);

const waiting = createWaitingScreen();

document.documentElement.lang = texts.language;
start().catch(showTrouble);

async function start(): Promise<void> {
  root.render(<OpeningScreen done={0} total={0} />);
  // Fetched while the book is opened.
  loadPanel(screenOf(location.hash));
  TIMELINE_DOCK.fetch().catch(() => {});
  setTimeout(warmUpFormats);
  const device = await openDevice({
    now,
    onBlocked: waiting.forTab,
    entriesOf: async (...books) =>
      (await import("./app/startup/unlisted-books.ts")).entriesOf(...books),
  });
  // While developing, Vite speaks to the page as well.
  if (import.meta.env.PROD) allowServersOf(await device.catalog.list().catch(() => []));
  const address = readAddress(location.search);
  const book = await chooseBook(address.book, device);
  if (!book) return;
  const opening = beginOpening(book.id);
  try {
    if (book.branchOf && !(await isWhole(book, book.branchOf, device))) return opening.succeed();
    const { entry, fault } = await finishBegun(book, device);
    await openBook(entry, device, { address, opening, fault });
  } catch (error) {
    opening.fail();
    // What leads on from here is code that may not come either.
    await rescue(device, { kind: "failed", book, error }).catch(() => showTrouble(error));
  }
}

interface HowToOpen {
  readonly address: Address;
  readonly opening: Opening;
  /** Why the book cannot be changed, and is not kept in step with others. */
  readonly fault: Fault | undefined;
}

/** What is to be said of a book that is known up to its last event. */
type Fault = (lastGood: Position) => Trouble;

async function openBook(
  book: BookEntry,
  device: Device,
  { address, opening, fault }: HowToOpen,
): Promise<void> {
  const { catalog } = device;
  const opened = await openSession(book, device, outside, () => {
    opening.stall();
    waiting.forStorage(book, catalog);
  });
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
  waiting.end();
  root.render(
    <StrictMode>
      <Boundary
        fallback={(error) => {
          opening.fail();
          return troubleScreen(error);
        }}
      >
        <App services={services} />
      </Boundary>
    </StrictMode>,
  );
  // That it was opened is only remembered: a storage that is full must not keep a book from being
  // read.
  touched.catch(() => {});
  await replayed;
  if (fault) session.close(fault(session.history.head().position));
  goToAddress(session, address);
  keepAddress(session);
  followWhileAwake(session);
  await recalled;
  opening.succeed();
  await (fault ? shared?.showWaiting() : shared?.begin());
  const after = import("./app/startup/after-opening.ts");
  const { intention } = book;
  if (intention?.kind === "sharing" && !intention.failure && !fault) {
    // What is against it is said on its screen, where it goes on by hand.
    services.sharing.goOn().catch(() => {});
  }
  session.runWorkflows();
  showThisTab(book.id);
  // A browser that refuses any of it shows the book all the same.
  await after
    .then((it) => it.afterOpening(opened, device, { now: now(), controller }))
    .catch(() => {});
}

// What a tab began with a book that was closed in the middle of it.
async function finishBegun(
  book: BookEntry,
  device: Device,
): Promise<{ entry: BookEntry; fault: Fault | undefined }> {
  const { registryFault, catalog } = device;
  try {
    if (registryFault) {
      const { unlisted } = await import("./app/startup/unlisted-books.ts");
      return { entry: book, fault: (at) => unlisted(registryFault, at) };
    }
    if (book.intention?.kind !== "leaving") return { entry: book, fault: undefined };
    const { finishLeaving } = await import("./app/startup/resume-leaving.ts");
    const fault = await finishLeaving(book, device, outside, waiting.forTab);
    return { entry: (!fault && (await catalog.find(book.id))) || book, fault };
  } catch (error) {
    // Where that code does not come, the book is shown all the same, and not changed.
    return { entry: book, fault: (at) => unreadable(error, at) };
  }
}

/** Openings in a row that may fail before a book is opened only when it is asked for. */
const MOST_FAILED = 2;

// Shows the ways on where there is none to be opened just so.
async function chooseBook(id: string | null, device: Device): Promise<BookEntry | undefined> {
  const { catalog } = device;
  const isUnlisted = async (): Promise<boolean> => {
    const unlisted = await catalog.unlisted().catch(() => []);
    return id ? unlisted.some((book) => book.id === id) : unlisted.length > 0;
  };
  if (id) {
    const book = await catalog.find(id as BookId);
    if (book) return book;
    await rescue(device, { kind: (await isUnlisted()) ? "notListed" : "notHere" });
    return undefined;
  }
  if ((await catalog.list()).length === 0) {
    WELCOME.fetch().catch(() => {});
    if (await isUnlisted()) {
      await rescue(device, { kind: "lost" });
      return undefined;
    }
  }
  const book = await catalog.openLast(newEntry(texts.opening.firstBook));
  if ((await failedOpenings(book.id)) < MOST_FAILED) return book;
  await rescue(device, { kind: "failedTwice", book });
  return undefined;
}

async function rescue(device: Device, why: Why): Promise<void> {
  const { showRescue } = await import("./app/startup/rescue.tsx");
  waiting.end();
  const newFirst = () => newEntry(texts.opening.firstBook);
  await showRescue({ root, device, why, now, newEntry: newFirst });
}

function newEntry(name: string): BookEntry {
  return { id: crypto.randomUUID() as BookId, name, createdAt: now(), openedAt: now() };
}

// A branch whose making was broken off, or has not begun, is made first.
async function isWhole(book: BookEntry, branchOf: BranchPoint, device: Device): Promise<boolean> {
  const { finishBranch } = await import("./app/startup/resume-branch-copy.tsx");
  const openLog = () => device.openLog(book.id);
  return finishBranch(book, branchOf, { root, catalog: device.catalog, openLog, startWorker });
}

function createServices(opened: OpenedSession, device: Device): BookServices {
  const { session, shared } = opened;
  const { catalog } = device;
  // What is done now and then is fetched then.
  const tasks = createLater(async () => {
    const { createBookTasks } = await import("./app/book-tasks.ts");
    return createBookTasks({ opened, device, outside, startWorker, newEntry });
  });
  return {
    session,
    shownHistory: shared?.shownHistory ?? (() => session.history),
    sharing: createLaterSharing(async () => (await tasks()).openSharing()),
    own: createOwnCommands(session),
    catalog,
    care: createCareKeeper(session, catalog, now),
    openBook: (id) => location.assign(id ? `?book=${id}` : "?"),
    findUnlisted: async () => (await tasks()).findUnlisted(),
    verify: async (options) => (await tasks()).verify(options),
    pummel: async (options) => (await tasks()).pummel(options),
    importLog: async (file, options) => (await tasks()).importLog(file, options),
    createBranch: async (wanted) => (await tasks()).createBranch(wanted),
    openOther: async (id) => (await tasks()).openOther(id),
    createBook: async (name) => (await tasks()).createBook(name),
  };
}

/** What stands there while a storage does not answer: why, until the book does. */
function createWaitingScreen() {
  let reason: "waitingForTab" | "waitingForStorage" | undefined;
  let isOver = false;
  const show = (why: NonNullable<typeof reason>, books: readonly BookEntry[] = []): void => {
    if (isOver || reason === "waitingForTab") return;
    reason = why;
    root.render(<TroubleScreen {...texts.opening[why]} books={books} />);
  };
  return {
    forTab: () => show("waitingForTab"),
    /** The storage of one book may not answer while that of the others does. */
    forStorage({ id }: BookEntry, { list }: Device["catalog"]): void {
      show("waitingForStorage");
      const isOther = (book: BookEntry) => book.id !== id;
      list().then(
        (books) => show("waitingForStorage", books.filter(isOther)),
        () => {},
      );
    },
    end(): void {
      isOver = true;
    },
  };
}

function showTrouble(error: unknown): void {
  waiting.end();
  root.render(troubleScreen(error));
}

function troubleScreen(error: unknown): ReactNode {
  const message = sayError(error, texts.opening.reload);
  return <TroubleScreen title={texts.opening.failed} message={message} books={[]} />;
}
