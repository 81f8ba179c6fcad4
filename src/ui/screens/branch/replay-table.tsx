import { countWhile } from "../../../eventlog/columns/binary-search.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import type { History } from "../../../read-model/read-model.ts";
import panel from "../../components/layout.module.css";
import { Outcome, type SaidOutcome } from "../../components/outcome-chip.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import type { Column } from "../../components/table/table-column.ts";
import { sayEvent } from "../../describe/describe-event.ts";
import { Moment } from "../../describe/moment.tsx";
import { formatMoment } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import type { CarryWork } from "./use-replay.ts";

interface CarryTableProps {
  readonly work: CarryWork;
  /** Of the book that the commands come from. */
  readonly history: History;
  /** What is done with a command that is chosen. */
  readonly choosing: string;
}

/** Commands in order, each to be chosen or left out, with what comes of it. */
export function CarryTable({ work, history, choosing }: CarryTableProps) {
  const { list, skipped, choose, running } = work;
  const events = list?.events ?? [];
  const toggle = (position: Position) => {
    const next = new Set(skipped);
    if (!next.delete(position)) next.add(position);
    choose(next);
  };
  const columns: readonly Column<Position>[] = [
    {
      title: choosing,
      isOnScreenOnly: true,
      isTitleUnseen: true,
      width: "44px",
      cell: (position) => (
        <label className={panel["check"]}>
          <input
            type="checkbox"
            checked={!skipped.has(position)}
            disabled={running !== undefined}
            onChange={() => toggle(position)}
          />
          <span className="visually-hidden">
            {rooms.branch.choice(choosing, sayEvent(history, position).what)}
          </span>
        </label>
      ),
    },
    {
      title: rooms.branch.command,
      wraps: true,
      width: "minmax(120px, 2fr)",
      cell: (position) => sayEvent(history, position).what,
    },
    {
      title: rooms.branch.when,
      room: "medium",
      width: "minmax(100px, 176px)",
      cell: (position) => {
        const time = history.event(position)?.meta.occurredAt;
        return (
          <span className={panel["soft"]}>
            {time !== undefined && <Moment time={time} format={formatMoment} />}
          </span>
        );
      },
    },
    {
      title: rooms.branch.outcome,
      wraps: "below",
      width: "minmax(96px, 1.4fr)",
      cell: (position) => <Outcome {...outcomeOf(work, position)} />,
    },
  ];
  return (
    <DataTable
      label={rooms.branch.table}
      columns={columns}
      count={events.length}
      rowAt={(index) => events[index]}
      keyOf={(index) => events[index] ?? index}
      indexOf={(key) => indexIn(events, Number(key))}
      empty={rooms.branch.noCommand}
    />
  );
}

// Positions rise along the list, which may be a million long.
function indexIn(events: readonly Position[], position: number): number {
  const index = countWhile(events, (other) => other < position);
  return events[index] === position ? index : -1;
}

function outcomeOf({ plan, report, skipped }: CarryWork, position: Position): SaidOutcome {
  const answer = report?.answers.get(position);
  if (answer?.accepted) return { look: "done", word: rooms.branch.carried };
  if (answer)
    return { look: "refused", word: rooms.outcomes.refused, why: answer.rejection.message };
  if (skipped.has(position)) return { look: "over", word: rooms.branch.leftOut };
  const verdict = plan?.get(position);
  switch (verdict?.kind) {
    case "there":
      return { look: "done", word: rooms.branch.thereAlready };
    case "refused":
      return { look: "refused", word: rooms.outcomes.refused, why: verdict.rejection.message };
    case "accepted":
      return verdict.overChange
        ? { look: "new", word: rooms.outcomes.accepted, why: rooms.branch.overChange }
        : { look: "new", word: rooms.outcomes.accepted };
    default:
      return { look: "over", word: "…" };
  }
}
