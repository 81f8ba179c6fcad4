import { useEffect, useRef, useState } from "react";
import type { TooMany } from "../../../application/reversal/find-differing.ts";
import { planRestore, type RestorePlan } from "../../../application/reversal/plan-restore.ts";
import { type RestoreReport, restore } from "../../../application/reversal/restore.ts";
import { useBook, useServices } from "../../context/book-context.tsx";
import type { RestoredMoment } from "../../context/restored-moment.ts";
import { afterRest } from "../../hooks/debounce-effect.ts";

/** Bringing back a moment, as a screen sees it. */
export interface RestoreWork {
  /** What would be done; undefined while it is being found out. */
  readonly plan: RestorePlan | TooMany | undefined;
  /** Records that are to stay as they are. */
  readonly leftOut: ReadonlySet<string>;
  leaveOut(records: ReadonlySet<string>): void;
  /** How far sending has come, while it is under way. */
  readonly running: { readonly done: number; readonly total: number } | undefined;
  readonly report: RestoreReport | undefined;
  /** Returns to live and sends what is planned. */
  start(): Promise<void>;
  cancel(): void;
}

const NONE: ReadonlySet<string> = new Set();

/** Plans, and plans again whenever the book grows or something else is chosen; sends when it is asked to. */
export function useRestore({ at, record }: RestoredMoment): RestoreWork {
  const { session, own } = useServices();
  const { history, time } = session;
  const head = useBook((state) => state.head.position);
  const [leftOut, setLeftOut] = useState(NONE);
  const [plan, setPlan] = useState<RestorePlan | TooMany>();
  const [running, setRunning] = useState<RestoreWork["running"]>();
  const [report, setReport] = useState<RestoreReport>();
  const controller = useRef<AbortController>(undefined);
  const isRunning = running !== undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `head` says that the book stands elsewhere now
  useEffect(() => {
    if (isRunning) return;
    const wanted = { at, leftOut, ...(record !== undefined && { record }) };
    return afterRest(async (signal) => setPlan(await planRestore(history, wanted, signal)));
  }, [history, at, record, leftOut, head, isRunning]);

  // Left behind, it would go on unseen.
  useEffect(() => () => controller.current?.abort(), []);

  return {
    ...{ plan, leftOut, running, report },
    leaveOut(records) {
      setLeftOut(records);
      setPlan(undefined);
    },
    async start() {
      // Somebody was faster: what is to be done is found out anew.
      if (plan?.kind !== "plan" || plan.head !== history.head().position) return setPlan(undefined);
      if (controller.current) return;
      const work = new AbortController();
      controller.current = work;
      setReport(undefined);
      setRunning({ done: 0, total: 0 });
      time.goTo("live");
      const conversation = crypto.randomUUID();
      const onProgress = (done: number, total: number) => {
        if (controller.current === work) setRunning({ done, total });
      };
      const options = { conversation, signal: work.signal, onProgress };
      const told = await restore(session, plan, options);
      own.remember([...told.answers.values()]);
      controller.current = undefined;
      setReport(told);
      setPlan(undefined);
      setRunning(undefined);
    },
    cancel: () => controller.current?.abort(),
  };
}
