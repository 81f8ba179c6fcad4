import { countNumbersUpTo } from "../../eventlog/columns/binary-search.ts";
import { createUint32Column } from "../../eventlog/columns/column.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { KeyedView } from "../temporal/temporal-view.ts";
import { type FieldChange, fieldChanges } from "./field-diff.ts";

/** A row that differs between two positions. */
export interface RowDifference<Row> {
  /** Absent where it did not exist yet. */
  readonly before?: Row;
  readonly after: Row;
  /** The fields that differ; all of them where the row is new. */
  readonly fields: readonly FieldChange[];
}

/** One line of a list of differences: a field of a row that was there before, or a row that is new, as a whole. */
export interface DifferenceLine<Row> extends RowDifference<Row> {
  readonly field?: FieldChange;
}

/** The rows of one view at two positions. Rows come in order of creation: first those that changed, then those that are new. */
export interface ComparedRows<Row> {
  /** Rows that began in between; known before anything is looked at. */
  readonly added: number;
  /** Looks at every row with an event in between, a step at a time. What is asked below is known once it is through. */
  look(): Generator<void>;
  /** How many rows there are to look at, and how many of them were. */
  progress(): { readonly done: number; readonly total: number };
  /** Rows that were there before and hold something else now. One that changed and changed back is none. */
  changed(): number;
  lineCount(): number;
  /** The line at an index from 0; its row is folded again each time. */
  lineAt(index: number): DifferenceLine<Row> | undefined;
  /** Every row that differs, one after the other. */
  all(): Iterable<RowDifference<Row>>;
}

/** Entries between two moments at which the work may be put down, and rows, which are folded. */
const ENTRIES = 8_192;
const ROWS = 64;

/**
 * Compares a view as of two positions, the earlier one first. Costs what happened in between, not the length of the log: rows
 * without an event there are never folded.
 * @param onDifference told of every row that differs while they are looked at; new ones are looked at for it alone.
 */
export function compareRows<Row extends object>(
  view: KeyedView<Row>,
  from: Position,
  to: Position,
  onDifference?: (difference: RowDifference<Row>) => void,
): ComparedRows<Row> {
  const { entries } = view;
  const known = view.count(from);
  const added = Math.max(view.count(to) - known, 0);
  // Of the rows that changed: their places, and how many lines each takes together with those before it.
  const places = createUint32Column();
  const ends = createUint32Column();
  let total = onDifference ? added : 0;
  let done = 0;

  const differenceAt = (place: number): RowDifference<Row> | undefined => {
    const [after] = view.rows(to, place, place + 1);
    const [before] = place < known ? view.rows(from, place, place + 1) : [];
    return after && { ...(before && { before }), after, fields: fieldChanges(before, after) };
  };
  const changedLines = (): number => (ends.length > 0 ? (ends.values[ends.length - 1] ?? 0) : 0);

  function* touched(): Generator<void, Uint8Array> {
    const isTouched = new Uint8Array(known);
    const last = entries.upTo(to);
    for (let entry = entries.upTo(from) + 1; entry <= last; entry += 1) {
      const place = entries.places.values[entry] as number;
      if (place < known && isTouched[place] === 0) {
        isTouched[place] = 1;
        total += 1;
      }
      if (entry % ENTRIES === 0) yield;
    }
    return isTouched;
  }

  return {
    added,
    *look() {
      const isTouched = yield* touched();
      for (let place = isTouched.indexOf(1); place >= 0; place = isTouched.indexOf(1, place + 1)) {
        const difference = differenceAt(place);
        done += 1;
        if (difference && difference.fields.length > 0) {
          places.set(places.length, place);
          ends.set(ends.length, changedLines() + difference.fields.length);
          onDifference?.(difference);
        }
        if (done % ROWS === 0) yield;
      }
      for (let place = known; onDifference && place < known + added; place += 1) {
        const difference = differenceAt(place);
        done += 1;
        if (difference) onDifference(difference);
        if (done % ROWS === 0) yield;
      }
    },
    progress: () => ({ done, total }),
    changed: () => places.length,
    lineCount: () => changedLines() + added,
    lineAt(index) {
      const lines = changedLines();
      if (index >= lines) return differenceAt(known + index - lines);
      const row = countNumbersUpTo(ends.values, ends.length, index);
      const difference = differenceAt(places.values[row] as number);
      const field = difference?.fields[index - (row > 0 ? (ends.values[row - 1] as number) : 0)];
      return difference && field && { ...difference, field };
    },
    *all() {
      for (let row = 0; row < places.length; row += 1) {
        const difference = differenceAt(places.values[row] as number);
        if (difference) yield difference;
      }
      for (let place = known; place < known + added; place += 1) {
        const difference = differenceAt(place);
        if (difference) yield difference;
      }
    },
  };
}
