import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { BookSession } from "../../../application/session/book-session.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import { inStrides } from "../../../eventlog/util/run-in-slices.ts";
import { type DifferingRow, differingRows } from "../../../read-model/queries/book-diff.ts";

/** Milliseconds of rest before two books that grow are compared again. */
const REST = 300;

/** Records that are told one by one. */
const MOST = 20_000;

/** What differs between two books, as far as it is known. */
export interface Difference {
  readonly rows: readonly DifferingRow[];
  readonly searching: boolean;
  /** Whether there are more than are told. */
  readonly isCut: boolean;
}

const UNKNOWN: Difference = { rows: [], searching: true, isCut: false };

/** Compares two books at their ends, in between the frames, and again whenever one of them grows. */
export function useDifference(one: BookSession, other: BookSession, since: Position): Difference {
  const oneHead = useStore(one.store, (state) => state.head.position);
  const otherHead = useStore(other.store, (state) => state.head.position);
  const [difference, setDifference] = useState<Difference>(UNKNOWN);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads say that there is more to compare
  useEffect(() => {
    const controller = new AbortController();
    const rows: DifferingRow[] = [];
    let isCut = false;
    function* look(): Generator<void> {
      for (const row of differingRows(one.history, other.history, since)) {
        if (row) rows.push(row);
        isCut = rows.length >= MOST;
        if (isCut) return;
        yield;
      }
    }
    const timer = setTimeout(async () => {
      const isThrough = await inStrides(look(), controller.signal, () => {});
      if (isThrough) setDifference({ rows, searching: false, isCut });
    }, REST);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [one, other, since, oneHead, otherHead]);
  return difference;
}
