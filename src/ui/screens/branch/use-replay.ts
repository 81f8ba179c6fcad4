import { useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { type CarryList, listCarried } from "../../../application/branches/list-commands.ts";
import { planCarry, type Verdict } from "../../../application/branches/plan-replay.ts";
import { type CarryReport, carryOver } from "../../../application/branches/replay-commands.ts";
import type { Crossing } from "../../../application/branches/replayed-command.ts";
import type { BookSession } from "../../../application/session/book-session.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import { afterRest } from "../../hooks/debounce-effect.ts";

/** Carrying commands from one book to another, as a screen sees it. */
export interface CarryWork {
  /** What can be carried; undefined until it is known. */
  readonly list: CarryList | undefined;
  readonly skipped: ReadonlySet<Position>;
  choose(skipped: ReadonlySet<Position>): void;
  /** What would come of each chosen command; undefined while it is being found out. */
  readonly plan: ReadonlyMap<Position, Verdict> | undefined;
  /** How far carrying has come, while it is under way. */
  readonly running: { readonly done: number; readonly total: number } | undefined;
  /** What came of what was sent, but for what was there before. */
  readonly report: CarryReport | undefined;
  start(): Promise<void>;
  cancel(): void;
}

/** A list, and how far the books reached when it was made. */
interface Listed {
  readonly list: CarryList;
  readonly fromHead: Position;
  readonly toHead: Position;
}

const NONE: ReadonlySet<Position> = new Set();

/** Lists, tries out and carries, and looks again whenever one of the books grows. */
export function useCarry(from: BookSession, to: BookSession, since: Position): CarryWork {
  const fromHead = useStore(from.store, (state) => state.head.position);
  const toHead = useStore(to.store, (state) => state.head.position);
  const [listed, setListed] = useState<Listed>();
  const [skipped, setSkipped] = useState(NONE);
  const [plan, setPlan] = useState<ReadonlyMap<Position, Verdict>>();
  const [running, setRunning] = useState<CarryWork["running"]>();
  const [report, setReport] = useState<CarryReport>();
  const controller = useRef<AbortController>(undefined);
  const isRunning = running !== undefined;
  const crossing = useMemo(
    (): Crossing => ({ from: kinOf(from), to: kinOf(to), since }),
    [from, to, since],
  );

  const list = listed?.list;
  const isFresh = listed?.fromHead === fromHead && listed.toHead === toHead;

  useEffect(() => {
    if (isRunning) return;
    return afterRest(async (signal) => {
      const found = await listCarried(crossing, signal);
      setListed({ list: found, fromHead, toHead });
    });
  }, [crossing, fromHead, toHead, isRunning]);

  useEffect(() => {
    if (!list || !isFresh || isRunning) return;
    return afterRest(async (signal) => {
      const events = list.events.filter((position) => !skipped.has(position));
      setPlan(await planCarry(crossing, { ...list, events }, { signal }));
    });
  }, [crossing, list, isFresh, skipped, isRunning]);

  // Left behind, it would go on unseen.
  useEffect(() => () => controller.current?.abort(), []);

  return {
    ...{ list, skipped, plan, running, report },
    choose(next) {
      setSkipped(next);
      setPlan(undefined);
    },
    async start() {
      if (!list || !plan || controller.current) return;
      const work = new AbortController();
      controller.current = work;
      // Those that are there are asked for again: a checkout of theirs may have stopped halfway.
      const positions = list.events.filter((position) => {
        const kind = plan.get(position)?.kind;
        return kind === "accepted" || kind === "there";
      });
      setReport(undefined);
      setRunning({ done: 0, total: positions.length });
      // The last word of work that is over comes too late.
      const onProgress = (done: number, total: number) => {
        if (controller.current === work) setRunning({ done, total });
      };
      const options = { signal: work.signal, onProgress };
      const { answers, stopped } = await carryOver(crossing, to, positions, options);
      const fresh = [...answers].filter(([position]) => !list.there.has(position));
      setReport({ answers: new Map(fresh), stopped });
      controller.current = undefined;
      setPlan(undefined);
      setRunning(undefined);
    },
    cancel: () => controller.current?.abort(),
  };
}

function kinOf({ store, history }: BookSession): Crossing["from"] {
  return { book: store.getState().book.id, history };
}
