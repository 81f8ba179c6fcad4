import type { Position } from "../../eventlog/envelope.ts";
import type { CorruptLogError } from "../../eventlog/errors.ts";

/** Why a book can only be looked at from now on, what is safe, and what to do. */
export interface Trouble {
  readonly kind: "damaged" | "deleted" | "cleared" | "upgraded" | "closed" | "notParted" | "failed";
  /** Whole sentences for the person. */
  readonly message: string;
  /** The last event that can be trusted: an export from this page reaches that far. */
  readonly lastGood: Position;
}

/** The stored log was changed behind the app's back, or rotted. */
export function damaged(error: CorruptLogError, lastGood: Position): Trouble {
  const shown =
    lastGood > 0
      ? `The book is shown as it stood after event ${lastGood} and cannot be changed here.`
      : "No event before it can be shown.";
  return { kind: "damaged", lastGood, message: `${error.message} ${shown} ${error.advice}` };
}

const LOSSES = {
  deleted:
    "This book was deleted in another tab. The page still shows what it last knew, and can export it, but nothing can be saved here any more.",
  cleared:
    "The browser has cleared this book's storage. This page still holds every event it knew: export them now, then import the file.",
  upgraded:
    "Another tab runs a newer version of Hindsight. Everything saved is safe. Reload to go on with the new version.",
  closed:
    "The browser closed this book's storage. Everything saved is safe. Reload to go on; what you typed but did not save has to be typed again.",
} as const;

/** The storage went away; `lastGood` is what the page itself still knows. */
export function lost(kind: keyof typeof LOSSES, lastGood: Position): Trouble {
  return { kind, lastGood, message: LOSSES[kind] };
}

/** The book moves to where others can join it, or away from there, and is opened anew. */
export function moving(lastGood: Position): Trouble {
  const message =
    "This book is being shared, or parted from the others, and opened anew. Everything saved is safe. Should it stay like this, reload the page.";
  return { kind: "closed", lastGood, message };
}

/** Reading what is stored failed, of this tab or another. */
export function unreadable(error: unknown, lastGood: Position): Trouble {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `Part of the book could not be read. ${reason} Everything saved is safe. Reload to go on.`;
  return { kind: "failed", lastGood, message };
}
