import { act, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { BookCatalog } from "../../src/eventlog/book-catalog.ts";
import type { BookSession } from "../../src/store/book-session.ts";
import { App } from "../../src/ui/app.tsx";
import { openSession } from "../store/open-session.ts";

// The books of the browser stay out of these stories; they have theirs in a real one.
const NO_CATALOG: BookCatalog = {
  list: async () => [],
  find: async () => undefined,
  openLast: async (fresh) => fresh,
  add: async () => {},
  rename: async () => {},
  touch: async () => {},
  remove: async () => {},
};

/** Draws the whole app over a real session on a log in memory. */
export async function openApp(screen = "/", prepare?: (session: BookSession) => Promise<unknown>) {
  location.hash = screen;
  const session = await openSession();
  await prepare?.(session);
  const services = {
    session,
    catalog: NO_CATALOG,
    importLog: () => Promise.reject(new Error("not in this story")),
    createBook: async () => {},
    openBook: () => {},
  };
  render(<App services={services} />);
  return { session, user: userEvent.setup(), act };
}
