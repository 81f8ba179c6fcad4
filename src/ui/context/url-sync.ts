import type { BookSession } from "../../application/session/book-session.ts";
import type { Cursor } from "../../application/store/book-store.ts";
import { type Position, parsePosition } from "../../eventlog/envelope.ts";

/** What the address bar asks for. */
export interface Address {
  readonly book: string | null;
  /** `undefined` when no moment is named, or when what stands there is none. */
  readonly at: Position | undefined;
  /** What stands there in its place. */
  readonly unreadable?: string;
}

/** Reads `?book=<id>&at=<position>`. */
export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const written = query.get("at") ?? undefined;
  const at = parsePosition(written);
  const isUnreadable = at === undefined && written !== undefined;
  return { book: query.get("book"), at, ...(isUnreadable && { unreadable: written }) };
}

/** Goes to the moment of an address. One that the book does not have is told, and the newest is shown. */
export function goToAddress({ store, time }: BookSession, { at, unreadable }: Address): void {
  const { book, head } = store.getState();
  if (at !== undefined && at <= head.position) {
    time.goTo(at);
    return;
  }
  if (at !== undefined) store.setState({ stray: { kind: "beyond", at } });
  else if (unreadable !== undefined)
    store.setState({ stray: { kind: "unreadable", text: unreadable } });
  else return;
  history.replaceState(history.state, "", addressOf(book.id, "live"));
}

/** Milliseconds of rest after which a moment becomes a step of the browser's history. */
const REST = 500;

/** Milliseconds between two changes of the address while the cursor moves: browsers take only so many a second. */
const PACE = 250;

/**
 * Keeps the address and the cursor together: replaced while the cursor moves, pushed when it rests, so that Back
 * goes to the moment before. Where another screen was opened on the way, that is the one step Back undoes.
 */
export function keepAddress({ store, time }: BookSession): void {
  let settled: Cursor = store.getState().cursor;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDue = false;
  let shownAt = Number.NEGATIVE_INFINITY;
  let wentElsewhere = false;
  const show = (): void => {
    isDue = false;
    shownAt = performance.now();
    const { book, cursor } = store.getState();
    history.replaceState(history.state, "", addressOf(book.id, cursor));
  };

  store.subscribe(({ cursor, book }, before) => {
    if (cursor === before.cursor) return;
    clearTimeout(timer);
    // Asked for anew after the rest: by then another screen may stand in the address.
    const address = () => addressOf(book.id, cursor);
    timer = setTimeout(() => {
      timer = undefined;
      if (cursor === settled || wentElsewhere) {
        history.replaceState(history.state, "", address());
      } else {
        // The entry in place was replaced on the way here: it becomes the moment left behind again.
        history.replaceState(history.state, "", addressOf(book.id, settled));
        history.pushState(null, "", address());
      }
      settled = cursor;
      wentElsewhere = false;
    }, REST);
    // The first change at once, for a page that is reloaded soon; but not before another screen is
    // opened in the same task.
    if (!isDue) setTimeout(show, shownAt + PACE - performance.now());
    isDue = true;
  });

  window.addEventListener("hashchange", () => {
    wentElsewhere = timer !== undefined;
  });
  window.addEventListener("popstate", () => {
    clearTimeout(timer);
    timer = undefined;
    const { at } = readAddress(location.search);
    settled = at ?? "live";
    time.goTo(settled);
  });
}

function addressOf(book: string, cursor: Cursor): string {
  const at = cursor === "live" ? "" : `&at=${cursor}`;
  return `?book=${encodeURIComponent(book)}${at}${location.hash}`;
}
