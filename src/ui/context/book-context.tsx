import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useStore } from "zustand";
import type { BookCatalog, BookEntry } from "../../application/books/book-catalog.ts";
import type { OtherBook } from "../../application/branches/companion-book.ts";
import type { WantedBranch } from "../../application/branches/create-branch.ts";
import type { ConsoleApi } from "../../application/diagnostics/console-api.ts";
import type { BookCheck } from "../../application/diagnostics/derived-digest.ts";
import type { OwnCommands } from "../../application/reversal/undo-stack.ts";
import type { CareKeeper } from "../../application/session/book-maintenance.ts";
import type { BookSession } from "../../application/session/book-session.ts";
import type { BookSharing } from "../../application/sharing/share-book.ts";
import { type BookState, shownPosition } from "../../application/store/book-store.ts";
import type { BookId } from "../../domain/ids.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { VerifyOptions } from "../../eventlog/event-log.ts";
import type { History } from "../../read-model/read-model.ts";

/** Everything the screens may call. */
export interface BookServices {
  readonly session: BookSession;
  /** All that is known now; another object after something that was shown was taken back. */
  shownHistory(): History;
  readonly sharing: BookSharing;
  /** The person's way to the command bus: what went through it can be taken back. */
  readonly own: OwnCommands;
  readonly catalog: BookCatalog;
  readonly care: CareKeeper;
  /** Books whose logs are in this browser and which are not listed, named after what they hold. */
  findUnlisted(): Promise<readonly BookEntry[]>;
  readonly importLog: ConsoleApi["importLog"];
  /**
   * Reads the whole log again, and derives from it again what is shown, away from the page. @throws
   * the signal's reason when it is broken off.
   */
  verify(options?: VerifyOptions): Promise<BookCheck>;
  readonly pummel: ConsoleApi["pummel"];
  /**
   * Makes a book that begins like another one, and leaves this page for it.
   * @throws StorageError where no other book can be kept.
   */
  createBranch(wanted: WantedBranch): Promise<void>;
  /** Opens another book beside this one; undefined when this browser does not have it. To be closed by whoever asked. */
  openOther(id: BookId): Promise<OtherBook | undefined>;
  /** Makes an empty book and opens it. */
  createBook(name: string): Promise<void>;
  /** Leaves this page for another book. */
  openBook(id: string): void;
}

const Context = createContext<BookServices | undefined>(undefined);

interface BookProviderProps {
  readonly services: BookServices;
  readonly children: ReactNode;
}

/** Gives the screens below it their book. */
export function BookProvider({ services, children }: BookProviderProps) {
  const takenBack = useStore(services.session.store, (state) => state.takenBack);
  const shown = useMemo(
    // With another history, whatever a screen remembers of it is asked anew.
    () =>
      takenBack === 0
        ? services
        : { ...services, session: { ...services.session, history: services.shownHistory() } },
    [services, takenBack],
  );
  return <Context value={shown}>{children}</Context>;
}

/** The open book and what can be done with it. */
export function useServices(): BookServices {
  const services = useContext(Context);
  if (!services) throw new Error("A screen of the book was drawn outside its provider.");
  return services;
}

/** A part of the book's reactive state. */
export function useBook<Part>(select: (state: BookState) => Part): Part {
  return useStore(useServices().session.store, select);
}

/** The position everything on the screen is to be shown as of. */
export function useShownPosition(): Position {
  return useBook(shownPosition);
}

/** Whether the screen shows a moment of the past, which cannot be changed. */
export function useIsPast(): boolean {
  return useBook((state) => state.cursor !== "live");
}
