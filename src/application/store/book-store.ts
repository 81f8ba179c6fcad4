import { createStore, type StoreApi } from "zustand/vanilla";
import { EMPTY_HEAD, type EpochMs, type Head, type Position } from "../../eventlog/envelope.ts";
import type { RowView } from "../../read-model/projections/all-projections.ts";
import type { BookEntry } from "../books/book-catalog.ts";
import type { OfferedFile } from "../files/offered-file.ts";
import type { Trouble } from "./read-only-reason.ts";
import type { SampleState } from "./sample-state.ts";
import type { SharingState } from "./sharing-state.ts";
import type { TableImport } from "./table-import-state.ts";
import { FIRST_QUERIES, type TablePlaces, type TableQueries } from "./table-state.ts";
import { NOTHING_DONE, type OwnState } from "./undo-state.ts";

/** Where the screen stands: with the newest event, or at a moment of the past. */
export type Cursor = "live" | Position;

/** Whether the book can be used: not yet, fully, or only looked at. */
export type Phase =
  | { readonly kind: "opening"; readonly done: number; readonly total: number }
  | { readonly kind: "ready" }
  | { readonly kind: "read-only"; readonly trouble: Trouble };

/** Where the events are kept: on this device, or only for as long as the page is open. */
export type Keeping = "device" | "memory";

/** Events a second while playing, or as they came, without the long waits. */
export type Speed = 1 | 10 | 100 | "real";

/** A part of the timeline: the cursor's places from `from` to `to`, both included. */
export interface Span {
  readonly from: Position;
  readonly to: Position;
}

/** What the timeline measures along: every event takes as much room as any other, or every hour as any other. */
export type AxisKind = "events" | "time";

/** What was typed into a form and not yet sent: survives a trip into the past. Never holds a password. */
export type Draft = Readonly<Record<string, string>>;

/** An event that somebody looks into, whatever moment the screen shows. */
export interface Inspected {
  readonly position: Position;
  /** The fields of a row whose values somebody asked about, where that led here. */
  readonly asked?: { readonly view: RowView; readonly fields: readonly string[] };
}

/** What the screens of one book react to. The records themselves are asked of the history, as of a position. */
export interface BookState {
  readonly book: BookEntry;
  readonly phase: Phase;
  /** Events of the past that are still to be read, while the book can be used already: rows wait for theirs. */
  readonly unread: number;
  readonly keeping: Keeping;
  /** Whether the browser promised not to clear the storage by itself; unknown until it was asked. */
  readonly persisted: boolean | undefined;
  readonly head: Head;
  readonly cursor: Cursor;
  /** Head at the moment live was left, to tell how many events are new since. */
  readonly leftAt: Position;
  readonly playing: boolean;
  readonly speed: Speed;
  /** Parts of the timeline that were zoomed into, one inside the other; none while all of it is drawn. */
  readonly zooms: readonly Span[];
  readonly axis: AxisKind;
  /** Whether a narrow screen shows all of the timeline, in its lower half. */
  readonly isTimeSheetOpen: boolean;
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly queries: TableQueries;
  readonly places: TablePlaces;
  /** Rises with every refused command the log tells of, here or in another tab: time to read the journal again. */
  readonly refusals: number;
  readonly sample: SampleState;
  /** Reloads the page with a newer version, where one waits. */
  readonly update: (() => void) | undefined;
  /** A file that was dropped, or that another app opened or shared, until a screen takes it. */
  readonly offered: OfferedFile | undefined;
  /** What the address asked for and could not have, until it was read. */
  readonly stray: Stray | undefined;
  /** That the device's clock is probably wrong, until that was read. */
  readonly clock: ClockDoubt | undefined;
  /** A table that is looked at, or on its way into the book. */
  readonly tableImport: TableImport | undefined;
  /** The step of the tour that is being taken, from 0. */
  readonly tour: number | undefined;
  /** What is open over the screen. */
  readonly overlay: "palette" | "keys" | undefined;
  readonly own: OwnState;
  readonly inspected: Inspected | undefined;
  /** Whether the inspector stays open when another screen is shown. */
  readonly isInspectorPinned: boolean;
  /** How a shared book stands with the others; undefined for a book of this browser alone. */
  readonly sharing: SharingState | undefined;
  /** Rises whenever something that was shown was taken back: whatever was remembered of the history is to be asked anew. */
  readonly takenBack: number;
}

/** A clock that stands before the newest change of the book, or far ahead of it. */
export interface ClockDoubt {
  readonly doubt: "behind" | "ahead";
  readonly newest: EpochMs;
  readonly now: EpochMs;
}

/** A moment in an address that is none of this book: its log does not reach so far, or nobody can read it. */
export type Stray =
  | { readonly kind: "beyond"; readonly at: Position }
  | { readonly kind: "unreadable"; readonly text: string };

/** The reactive store of one book. */
export type BookStore = StoreApi<BookState>;

/** Makes the store of a book that is still being opened. */
export function createBookStore(book: BookEntry): BookStore {
  return createStore<BookState>(() => ({
    book,
    phase: { kind: "opening", done: 0, total: 0 },
    unread: 0,
    keeping: "device",
    persisted: undefined,
    head: EMPTY_HEAD,
    cursor: "live",
    leftAt: EMPTY_HEAD.position,
    playing: false,
    speed: 10,
    zooms: [],
    axis: "events",
    isTimeSheetOpen: false,
    drafts: {},
    queries: FIRST_QUERIES,
    places: {},
    refusals: 0,
    sample: { kind: "idle" },
    update: undefined,
    offered: undefined,
    stray: undefined,
    clock: undefined,
    tableImport: undefined,
    tour: undefined,
    overlay: undefined,
    own: NOTHING_DONE,
    inspected: undefined,
    isInspectorPinned: false,
    sharing: undefined,
    takenBack: 0,
  }));
}

/** The position everything on the screen is shown as of. */
export function shownPosition({ cursor, head }: Pick<BookState, "cursor" | "head">): Position {
  return cursor === "live" ? head.position : cursor;
}

/** How many events came in since live was left. */
export function newerCount({ cursor, head, leftAt }: BookState): number {
  return cursor === "live" ? 0 : head.position - leftAt;
}
