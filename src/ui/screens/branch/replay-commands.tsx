import { useMemo } from "react";
import type { Verdict } from "../../../application/branches/plan-replay.ts";
import type { CarryReport } from "../../../application/branches/replay-commands.ts";
import type { BookSession } from "../../../application/session/book-session.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import { sayError } from "../../../eventlog/errors.ts";
import { Button } from "../../components/button.tsx";
import panel from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { Progress } from "../../components/progress.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "./branch.module.css";
import { type Refused, RefusedList } from "./refused-list.tsx";
import { CarryTable } from "./replay-table.tsx";
import { type CarryWork, useCarry } from "./use-replay.ts";

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
  if (!list) return <p role="status">{rooms.branch.looking}</p>;
  if (list.events.length === 0) return <p role="status">{words.nothing}</p>;

  return (
    <>
      <p className={styles["sentence"]} role="status">
        {words.found(list.events.length)} {plan ? planSentence(count) : rooms.branch.trying}
      </p>
      {running ? (
        <Progress label={words.doing} {...running} onCancel={work.cancel} />
      ) : (
        <div className={panel["buttons"]}>
          <Button look="primary" disabled={count.accepted === 0} onClick={work.start}>
            {words.button(count.accepted)}
          </Button>
          <Button look="quiet" disabled={skipped.size === 0} onClick={() => choose(new Set())}>
            {rooms.branch.chooseAll}
          </Button>
          <Button
            look="quiet"
            disabled={skipped.size === list.events.length}
            onClick={() => choose(new Set(list.events))}
          >
            {rooms.branch.chooseNone}
          </Button>
        </div>
      )}
      {report && <Report report={report} done={words.done} />}
      <div className={panel["split"]}>
        <CarryTable work={work} history={from.history} choosing={words.choosing} />
        <aside className={`${panel["side"]} ${panel["form"]}`} aria-label={rooms.branch.about}>
          <RefusedList refused={refused} history={from.history} />
          <p className={panel["soft"]}>{rooms.branch.aboutMeans}</p>
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
    rooms.branch.wouldBeAccepted(accepted),
    ...(refused > 0 ? [rooms.branch.wouldBeRefused(refused)] : []),
    ...(there > 0 ? [rooms.branch.there(there)] : []),
  ];
  return rooms.branch.planned(parts.join(", "));
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
  const told = done(accepted) + (refused > 0 ? rooms.branch.refusedBelow(refused) : "");
  if (stopped === undefined) return <Notice tone={refused > 0 ? "past" : "done"}>{told}</Notice>;
  if (stopped instanceof DOMException && stopped.name === "AbortError") {
    return <Notice tone="past">{rooms.branch.stopped(told)}</Notice>;
  }
  return <Notice tone="refused">{rooms.branch.brokeOff(sayError(stopped), told)}</Notice>;
}

const { commands } = rooms.branch;

function bringInWords(origin: string) {
  return {
    nothing: rooms.branch.nothingToBring(origin),
    found: (count: number) => rooms.branch.foundToBring(origin, commands(count)),
    button: (count: number) =>
      count === 0 ? rooms.branch.bringIn : rooms.branch.bring(commands(count)),
    doing: rooms.branch.bringing,
    done: (count: number) => rooms.branch.brought(commands(count)),
    choosing: rooms.branch.bringIn,
  };
}

function carryOverWords(origin: string) {
  return {
    nothing: rooms.branch.nothingToCarry,
    found: (count: number) => rooms.branch.foundToCarry(commands(count)),
    button: (count: number) =>
      count === 0 ? rooms.branch.carryOver : rooms.branch.carry(commands(count)),
    doing: rooms.branch.carrying(origin),
    done: (count: number) => rooms.branch.carriedOver(origin, commands(count)),
    choosing: rooms.branch.carryOver,
  };
}
