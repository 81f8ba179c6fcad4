import type { EpochMs, Head, Position } from "../../eventlog/envelope.ts";
import { REMIND_AGAIN } from "../books/backup-policy.ts";
import type { BookCare, BookCatalog, Bookmark } from "../books/book-catalog.ts";
import type { BookCheck } from "../diagnostics/derived-digest.ts";
import { foundBad } from "../diagnostics/found-bad.ts";
import type { BookSession } from "./book-session.ts";

/** Remembers, beside the book, how it was looked after. */
export interface CareKeeper {
  /** An export that reaches to `head` was handed to the person. */
  noteBackup(head: Head): Promise<void>;
  /** The whole log was read. What was found bad makes the book read-only, now and whenever it is opened. */
  noteVerification(check: BookCheck): Promise<void>;
  /** Lets the reminder of a backup rest for some days. */
  putOffReminder(): Promise<void>;
  /** Marks a moment; one that is marked already gets another name. */
  setBookmark(bookmark: Bookmark): Promise<void>;
  removeBookmark(position: Position): Promise<void>;
}

/** Makes the keeper of one open book. */
export function createCareKeeper(
  session: BookSession,
  catalog: BookCatalog,
  now: () => EpochMs,
): CareKeeper {
  const { store } = session;
  const note = async (care: BookCare): Promise<void> => {
    const { book } = store.getState();
    store.setState({ book: { ...book, care: { ...book.care, ...care } } });
    await catalog.noteCare(book.id, care);
  };

  const bookmarksBut = (position: Position): readonly Bookmark[] =>
    (store.getState().book.care?.bookmarks ?? []).filter((known) => known.position !== position);

  // The file is in the person's hands: a storage that is full makes no failure of that.
  const noteWherePossible = (care: BookCare): Promise<void> => note(care).catch(() => {});

  return {
    noteBackup: ({ position }) => noteWherePossible({ backup: { at: now(), position } }),
    async noteVerification(check) {
      if (!check.ok || check.derived === "wrong") {
        const lastGood = check.ok ? session.history.head().position : check.head.position;
        session.close(foundBad(check, lastGood));
      }
      if (check.ok) {
        const { position } = check.head;
        return noteWherePossible({ verified: { at: now(), position }, damage: undefined });
      }
      const { head, firstBad, reason } = check;
      return noteWherePossible({ damage: { head: { ...head }, firstBad, reason } });
    },
    putOffReminder: () => note({ remindAfter: (now() + REMIND_AGAIN) as EpochMs }),
    setBookmark(bookmark) {
      const all = [...bookmarksBut(bookmark.position), bookmark];
      return note({ bookmarks: all.sort((one, other) => one.position - other.position) });
    },
    removeBookmark: (position) => note({ bookmarks: bookmarksBut(position) }),
  };
}
