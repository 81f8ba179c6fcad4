import { useEffect, useMemo, useState } from "react";
import type { Position } from "../../eventlog/envelope.ts";
import { inStrides, isDoneAtOnce } from "../../eventlog/util/run-in-slices.ts";
import type { RowList } from "../../read-model/search/row-list.ts";
import type { RowSearch } from "../../read-model/search/row-search.ts";
import { useBook } from "../context/book-context.tsx";

/** Rows of a query as of a position. */
interface ListedRows {
  readonly list: RowList;
  /** True while more may be found, or while rows still stand in the order asked for before. */
  readonly searching: boolean;
}

interface Work<Query> {
  readonly query: Query;
  readonly head: Position;
  readonly steps: Generator<void>;
  readonly done: boolean;
  /** The last query that was done. */
  readonly ready: Query | undefined;
}

/**
 * The rows of a query as of a position. Long work goes on between the frames, and another query breaks it off. What was read
 * holds for every position, so the rows follow the cursor in the same frame, also while there is more to read.
 * @param query the same object while it asks for the same.
 */
export function useRowList<Query extends object>(
  search: RowSearch<Query>,
  query: Query,
  at: Position,
): ListedRows {
  const head = useBook((state) => state.head.position);
  // Drawn again whenever more events are there, for rows that wait for theirs; nothing is searched before.
  const isReading = useBook((state) => state.unread) > 0;
  const begin = (ready: Query | undefined): Work<Query> => {
    const steps = search.prepare(query);
    const done = !isReading && isDoneAtOnce(steps);
    return { query, head, steps, done, ready: done ? query : ready };
  };
  const [work, setWork] = useState(() => begin(undefined));
  const [progress, setProgress] = useState(0);
  // What came meanwhile is looked at when the work is through, or a busy book would never let it end.
  if (work.query !== query || (work.done && work.head !== head)) setWork(begin(work.ready));

  const { steps, done, ready } = work;
  useEffect(() => {
    if (done || isReading) return;
    const controller = new AbortController();
    inStrides(steps, controller.signal, () => setProgress((count) => count + 1)).then((through) => {
      if (!through) return;
      setWork((now) => (now.steps === steps ? { ...now, done: true, ready: now.query } : now));
    });
    return () => controller.abort();
  }, [steps, done, isReading]);

  // Rows in another order wait for it in the one they had.
  const shown = !done && ready && textOf(ready) === textOf(query) ? ready : query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `progress` and `work` say that more is known
  const list = useMemo(() => search.list(at, shown), [search, at, shown, work, progress]);
  // Without a text to look for, nothing is missing while the past is read.
  return { list, searching: !done && !(isReading && !textOf(query)) };
}

function textOf(query: object): unknown {
  return "text" in query ? query.text : undefined;
}
