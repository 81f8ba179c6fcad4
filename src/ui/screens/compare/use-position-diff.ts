import { useEffect, useState } from "react";
import type { Position } from "../../../eventlog/envelope.ts";
import { inStrides, isDoneAtOnce } from "../../../eventlog/util/run-in-slices.ts";
import { type Comparison, compare } from "../../../read-model/queries/position-diff.ts";
import { useServices } from "../../context/book-context.tsx";

/** A comparison, and how far it has come. */
export interface ComparisonWork {
  readonly comparison: Comparison;
  readonly state: "looking" | "done" | "stopped";
  /** Breaks it off, and goes on with it. */
  stop(): void;
  goOn(): void;
}

interface Work {
  readonly comparison: Comparison;
  readonly steps: Generator<void>;
  readonly state: ComparisonWork["state"];
}

/** Compares the book as of two positions. Long work goes on between the frames. */
export function useComparison(from: Position, to: Position): ComparisonWork {
  const { history } = useServices().session;
  const begin = (): Work => {
    const comparison = compare(history, from, to);
    const steps = comparison.look();
    return { comparison, steps, state: isDoneAtOnce(steps) ? "done" : "looking" };
  };
  const [work, setWork] = useState(begin);
  const [, setProgress] = useState(0);
  const { comparison, steps, state } = work;
  if (comparison.from !== from || comparison.to !== to) setWork(begin());

  useEffect(() => {
    if (state !== "looking") return;
    const controller = new AbortController();
    inStrides(steps, controller.signal, () => setProgress((count) => count + 1)).then((through) => {
      if (!through) return;
      setWork((now) => (now.steps === steps ? { ...now, state: "done" } : now));
    });
    return () => controller.abort();
  }, [steps, state]);

  const turn = (next: Work["state"]) => () => setWork((now) => ({ ...now, state: next }));
  return { comparison, state, stop: turn("stopped"), goOn: turn("looking") };
}
