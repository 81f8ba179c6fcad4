import type { CheckpointStore } from "../../eventlog/consumers/checkpoint.ts";
import type {
  MaterializedView,
  MaterializeOptions,
  Projection,
  ViewFilter,
} from "../../eventlog/consumers/materialize.ts";
import {
  type Json,
  type Position,
  parsePosition,
  type RecordedEvent,
} from "../../eventlog/envelope.ts";
import { ValidationError } from "../../eventlog/errors.ts";
import type { JournalEntry, Range } from "../../eventlog/event-log.ts";
import { fieldsOf } from "../../eventlog/validation/check-fields.ts";
import { ROW_VIEWS, type RowView } from "../../read-model/projections/all-projections.ts";
import type { DispatchResult } from "../commands/command-executor.ts";
import type { ImportOptions, ImportReport } from "../files/import-log.ts";
import type { BookSession } from "../session/book-session.ts";
import { type Cursor, shownPosition } from "../store/book-store.ts";
import type { BookCheck } from "./derived-digest.ts";
import type { PummelOptions, PummelReport } from "./load-test.ts";

/** What `verify` found. */
export interface Verification {
  readonly ok: boolean;
  /** Events that were read. */
  readonly events: number;
  /** Hash of the last good event. */
  readonly fingerprint: string;
  /** Position of the first event that does not fit. */
  readonly firstBad?: number;
  /** Whether what the page shows follows from the log; absent where that was not looked at. */
  readonly derived?: "right" | "wrong";
}

/** `window.hindsight`: the same way into the book as the forms, for scripts and curious people. See the README. */
export interface ConsoleApi {
  /** Settles when the book can be used. */
  readonly ready: Promise<void>;
  head(): number;
  cursor(): Cursor;
  /** Resolves when the screen shows that moment. */
  goTo(cursor: number | "live"): Promise<void>;
  dispatch(command: unknown): Promise<DispatchResult>;
  /** Rows of a view, as plain JSON, at the cursor when no position is named. */
  view(name: RowView, at?: number): Promise<Json>;
  readAll(range?: { from?: number; to?: number }): Promise<RecordedEvent[]>;
  journal(): Promise<JournalEntry[]>;
  exportLog(): Promise<Blob>;
  importLog(
    file: Blob,
    options?: ImportOptions & { readonly asNewBook?: boolean },
  ): Promise<ImportReport & { book: string }>;
  verify(): Promise<Verification>;
  /** Drives a scratch book with writers and readers at once, and counts. Never touches this one. */
  pummel(options?: PummelOptions): Promise<PummelReport>;
  /**
   * Folds the events of a filter into a view of one's own, which goes on as the log grows. Its checkpoints are kept with
   * the book.
   */
  materialize<State extends Json>(
    filter: ViewFilter,
    projection: Projection<State>,
    options?: Pick<MaterializeOptions, "every">,
  ): Promise<MaterializedView<State>>;
}

/** What the API needs beside the session. */
export interface ConsoleApiDependencies {
  readonly ready: Promise<void>;
  /** Makes a change, and returns once the screen has drawn it. */
  show(change: () => void): void;
  importLog: ConsoleApi["importLog"];
  verify(): Promise<BookCheck>;
  openCheckpoints(): Promise<CheckpointStore>;
  pummel: ConsoleApi["pummel"];
}

/** Makes the console API of one book. */
export function createConsoleApi(
  session: BookSession,
  { ready, show, importLog, verify, openCheckpoints, pummel }: ConsoleApiDependencies,
): ConsoleApi {
  const { bus, history, log, store, time } = session;
  return {
    ready,
    head: () => history.head().position,
    cursor: () => store.getState().cursor,
    async goTo(cursor) {
      const target = cursor === "live" ? cursor : positionOf(cursor);
      show(() => time.goTo(target));
    },
    dispatch: (command) => bus.dispatch(command),
    async view(name, at) {
      await session.recall();
      const shown = shownPosition({ ...store.getState(), head: history.head() });
      const position = at === undefined ? shown : positionOf(at);
      if (!ROW_VIEWS.includes(name)) {
        throw new ValidationError(`No view “${name}”. There are: ${ROW_VIEWS.join(", ")}.`);
      }
      return JSON.parse(JSON.stringify(history[name].rows(position)));
    },
    async readAll(asked = {}) {
      fieldsOf(asked, "range", ["from", "to"]);
      const { from, to } = asked;
      const range: Range = {
        ...(from !== undefined && { from: positionOf(from) }),
        ...(to !== undefined && { to: positionOf(to) }),
      };
      return log.read(range);
    },
    async journal() {
      await session.recall();
      const { fittingEntry } = await import("../../read-model/queries/fitting-entry.ts");
      return (await log.journal()).map((entry) => fittingEntry(entry, history));
    },
    async exportLog() {
      const { exportLog } = await import("../files/export-log.ts");
      return (await exportLog(session)).file;
    },
    importLog,
    async verify() {
      const check = await verify();
      const { ok, head, derived } = check;
      const counted = { ok, events: head.position, fingerprint: head.hash };
      const seen = { ...counted, ...(derived && { derived }) };
      return check.ok ? seen : { ...seen, firstBad: check.firstBad };
    },
    pummel,
    async materialize(filter, projection, options) {
      const { materialize } = await import("../../eventlog/consumers/materialize.ts");
      const checkpoints = await openCheckpoints();
      return materialize(log, filter, projection, { ...options, checkpoints });
    },
  };
}

function positionOf(value: number): Position {
  const position = parsePosition(value);
  if (position === undefined) throw new ValidationError(`“${value}” is not a position: 0, 1, 2 …`);
  return position;
}
