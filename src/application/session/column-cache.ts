import type { ColumnStore, DerivedColumns } from "../../eventlog/columns/column-store.ts";
import { type Position, START } from "../../eventlog/envelope.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import { KEPT_SHAPE } from "../../read-model/column-snapshot.ts";
import { createHistory } from "../../read-model/create-read-model.ts";
import type { History } from "../../read-model/read-model.ts";
import type { BookSession } from "./book-session.ts";

/** Events that are indexed so quickly at opening that keeping their columns is not worth the writing. */
const FEW = 20_000;
/** Part of the log that has to be new before all columns are written again. */
const PART = 1 / 16;
/** Milliseconds without a new event before that is begun. */
const QUIET = 3_000;

/**
 * The columns that were kept beside a log, when they were derived from this very log in the way this app derives them.
 * What they were derived from is known by the hash of its last event, which covers everything before it.
 */
export async function loadColumns(
  log: EventLog,
  store: ColumnStore,
): Promise<DerivedColumns | undefined> {
  const derived = await store.load();
  if (derived?.shape !== KEPT_SHAPE) return undefined;
  const { position, hash } = derived.head;
  const [last] = await log.read({ from: position, to: position }).catch(() => []);
  return last?.hash === hash ? derived : undefined;
}

/** A history that begins with kept columns, or with nothing where there are none that fit. */
export function historyFrom(derived: DerivedColumns | undefined): History {
  try {
    return createHistory(derived);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return createHistory();
  }
}

/**
 * Keeps a session's columns from now on: whenever much is new and nobody writes.
 * @param upTo how far those reach that are kept already.
 */
export function keepColumns(
  { store, history, log }: BookSession,
  columns: ColumnStore,
  upTo: Position = START,
): void {
  let kept = upTo;
  let saving = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const isWorthIt = (): boolean => {
    const reached = history.reaches();
    return reached - kept > Math.max(FEW, reached * PART);
  };

  const save = async (): Promise<void> => {
    if (saving || store.getState().phase.kind !== "ready" || !isWorthIt()) return;
    saving = true;
    try {
      const { upTo: position, columns: derived } = history.keep();
      const [last] = await log.read({ from: position, to: position });
      if (!last) return;
      const head = { position, hash: last.hash };
      await columns.save({ head, shape: KEPT_SHAPE, columns: derived });
      kept = position;
    } catch {
      // Derived: a storage that fails is told by whoever writes the log.
    } finally {
      saving = false;
    }
  };

  const saveWhenQuiet = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, QUIET);
  };
  store.subscribe(({ head }, before) => {
    if (head !== before.head) saveWhenQuiet();
  });
  saveWhenQuiet();
}
