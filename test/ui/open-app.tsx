import { act, screen as page, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect } from "vitest";
import { createMemoryCatalog } from "../../src/application/books/memory-catalog.ts";
import { importInto } from "../../src/application/files/import-log.ts";
import { createOwnCommands, type OwnCommands } from "../../src/application/reversal/undo-stack.ts";
import { createCareKeeper } from "../../src/application/session/book-maintenance.ts";
import type { BookSession } from "../../src/application/session/book-session.ts";
import type { BookSharing } from "../../src/application/sharing/share-book.ts";
import { createMemoryLog } from "../../src/eventlog/memory/memory-log.ts";
import { sharedLogError } from "../../src/eventlog/replication/shared-log-problems.ts";
import { createHistory } from "../../src/read-model/create-read-model.ts";
import { App } from "../../src/ui/app.tsx";
import type { BookServices } from "../../src/ui/context/book-context.tsx";
import { LINK_BADGE, PAST_BANNER, TIMELINE_DOCK } from "../../src/ui/screens.ts";
import { createOutside, NOW, openSession } from "../application/open-session.ts";
import { eventually } from "../eventually.ts";

const nowhere = () => Promise.reject(sharedLogError("unreachable"));
const NOBODY_THERE: BookSharing = {
  ...{
    share: nowhere,
    goOn: nowhere,
    giveUp: nowhere,
    join: nowhere,
    leave: nowhere,
    joinAgain: nowhere,
    unlock: nowhere,
    dismiss: nowhere,
    follow() {},
  },
};

/** Draws the whole app over a real session on a log in memory. */
export async function openApp(
  screen = "/",
  prepare?: (session: BookSession, own: OwnCommands) => Promise<unknown>,
  openOther: BookServices["openOther"] = async () => undefined,
  sharing: BookSharing = NOBODY_THERE,
) {
  location.hash = screen;
  const session = await openSession();
  const own = createOwnCommands(session);
  await prepare?.(session, own);
  // While commands come in bulk, the screen follows at intervals.
  await eventually(() => expect(session.store.getState().head).toEqual(session.history.head()));
  const catalog = createMemoryCatalog();
  await catalog.add(session.store.getState().book);
  const services = {
    session,
    shownHistory: () => session.history,
    sharing,
    own,
    catalog,
    care: createCareKeeper(session, catalog, () => NOW),
    findUnlisted: async () => [],
    verify: session.log.verify,
    pummel: () => Promise.reject(new Error("not in this story")),
    // Only tried out: what goes out is read back.
    importLog: async (file: Blob) => {
      const { book } = session.store.getState();
      const target = { book, log: createMemoryLog({ now: () => NOW }), history: createHistory() };
      return {
        ...(await importInto(target, file, createOutside(), { dryRun: true })),
        book: book.id,
      };
    },
    createBranch: async () => {},
    openOther,
    createBook: async () => {},
    openBook: () => {},
  };
  await Promise.all([TIMELINE_DOCK, PAST_BANNER, LINK_BADGE].map((panel) => panel.fetch()));
  render(<App services={services} />);
  // Screens are fetched when they are first wanted.
  await page.findByRole("heading", { level: 1 });
  return { session, catalog, user: userEvent.setup(), act };
}
