import { useMemo } from "react";
import type { Position } from "../../../eventlog/envelope.ts";
import { isHindsightError } from "../../../eventlog/errors.ts";
import type { BookSession } from "../../../store/book-session.ts";
import type { CarryReport } from "../../../store/carry-over.ts";
import type { Verdict } from "../../../store/plan-carry.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import panel from "../../parts/panel.module.css";
import { Progress } from "../../parts/progress.tsx";
import { texts } from "../../texts/texts.ts";
import styles from "./branch.module.css";
import { CarryTable } from "./carry-table.tsx";
import { type Refused, RefusedList } from "./refused-list.tsx";
import { type CarryWork, useCarry } from "./use-carry.ts";

interface CarryCommandsProps {
  /** Into the branch, or over to the book it comes from. */
  readonly way: "in" | "over";
  readonly from: BookSession;
  readonly to: BookSession;
  /** The last position they have in common. */
  readonly since: Position;
}

/** What was done in one book and not in the other: what would come of it there, and the button that does it. */
export function CarryCommands({ way, from, to, since }: CarryCommandsProps) {
  const work = useCarry(from, to, since);
  const { list, skipped, choose, plan, running, report } = work;
  const nameOf = (session: BookSession) => session.store.getState().book.name;
  const words = way === "in" ? bringInWords(nameOf(from)) : carryOverWords(nameOf(to));
  const count = useMemo(() => countsOf(plan), [plan]);
  const refused = useMemo(() => refusedIn(plan, report), [plan, report]);
  if (!list) return <p role="status">{texts.branch.looking}</p>;
  if (list.events.length === 0) return <p role="status">{words.nothing}</p>;

  return (
    <>
      <p className={styles["sentence"]} role="status">
        {words.found(list.events.length)} {plan ? planSentence(count) : texts.branch.trying}
      </p>
      {running ? (
        <Progress label={words.doing} {...running} onCancel={work.cancel} />
      ) : (
        <div className={panel["buttons"]}>
          <Button look="primary" disabled={count.accepted === 0} onClick={work.start}>
            {words.button(count.accepted)}
          </Button>
          <Button look="quiet" disabled={skipped.size === 0} onClick={() => choose(new Set())}>
            {texts.branch.chooseAll}
          </Button>
          <Button
            look="quiet"
            disabled={skipped.size === list.events.length}
            onClick={() => choose(new Set(list.events))}
          >
            {texts.branch.chooseNone}
          </Button>
        </div>
      )}
      {report && <Report report={report} done={words.done} />}
      <div className={panel["split"]}>
        <CarryTable work={work} history={from.history} choosing={words.choosing} />
        <aside className={`${panel["side"]} ${panel["form"]}`} aria-label={texts.branch.about}>
          <RefusedList refused={refused} history={from.history} />
          <p className={panel["soft"]}>{texts.branch.aboutMeans}</p>
        </aside>
      </div>
    </>
  );
}

interface Counts {
  readonly accepted: number;
  readonly refused: number;
  readonly there: number;
}

function countsOf(plan: ReadonlyMap<Position, Verdict> | undefined): Counts {
  const counts = { accepted: 0, refused: 0, there: 0 };
  for (const { kind } of plan?.values() ?? []) counts[kind] += 1;
  return counts;
}

function planSentence({ accepted, refused, there }: Counts): string {
  const parts = [
    texts.branch.wouldBeAccepted(accepted),
    ...(refused > 0 ? [texts.branch.wouldBeRefused(refused)] : []),
    ...(there > 0 ? [texts.branch.there(there)] : []),
  ];
  return texts.branch.planned(parts.join(", "));
}

function refusedIn(plan: CarryWork["plan"], report: CarryWork["report"]): readonly Refused[] {
  const answers = [...(report?.answers ?? [])].flatMap(([position, answer]) =>
    answer.accepted ? [] : { position, reason: answer.rejection.message },
  );
  if (answers.length > 0) return answers;
  return [...(plan ?? [])].flatMap(([position, verdict]) =>
    verdict.kind === "refused" ? { position, reason: verdict.rejection.message } : [],
  );
}

function Report({ report, done }: { readonly report: CarryReport; done(count: number): string }) {
  const { answers, stopped } = report;
  const accepted = [...answers.values()].filter((answer) => answer.accepted).length;
  const refused = answers.size - accepted;
  const told = done(accepted) + (refused > 0 ? texts.branch.refusedBelow(refused) : "");
  if (stopped === undefined) return <Notice tone={refused > 0 ? "past" : "done"}>{told}</Notice>;
  if (stopped instanceof DOMException && stopped.name === "AbortError") {
    return <Notice tone="past">{texts.branch.stopped(told)}</Notice>;
  }
  const message = stopped instanceof Error ? stopped.message : String(stopped);
  const problem = isHindsightError(stopped) ? `${message} ${stopped.advice}` : message;
  return <Notice tone="refused">{texts.branch.brokeOff(problem, told)}</Notice>;
}

const { commands } = texts.branch;

function bringInWords(origin: string) {
  return {
    nothing: texts.branch.nothingToBring(origin),
    found: (count: number) => texts.branch.foundToBring(origin, commands(count)),
    button: (count: number) =>
      count === 0 ? texts.branch.bringIn : texts.branch.bring(commands(count)),
    doing: texts.branch.bringing,
    done: (count: number) => texts.branch.brought(commands(count)),
    choosing: texts.branch.bringIn,
  };
}

function carryOverWords(origin: string) {
  return {
    nothing: texts.branch.nothingToCarry,
    found: (count: number) => texts.branch.foundToCarry(commands(count)),
    button: (count: number) =>
      count === 0 ? texts.branch.carryOver : texts.branch.carry(commands(count)),
    doing: texts.branch.carrying(origin),
    done: (count: number) => texts.branch.carriedOver(origin, commands(count)),
    choosing: texts.branch.carryOver,
  };
}
