import { navigate } from "wouter/use-hash-location";
import {
  type RestoredRecord,
  type RestoreOutcome,
  type RestorePlan,
  recordKey,
} from "../../../application/reversal/plan-restore.ts";
import type { History } from "../../../read-model/read-model.ts";
import panel from "../../components/layout.module.css";
import { Outcome, type SaidOutcome } from "../../components/outcome-chip.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import type { Column } from "../../components/table/table-column.ts";
import { useServices } from "../../context/book-context.tsx";
import { fieldLabel, sayField } from "../../describe/describe-field.ts";
import { rowName, wayToRow, wordingAt } from "../../describe/record-name.ts";
import { formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import type { RestoreWork } from "./use-restore.ts";

interface RestoreTableProps {
  readonly work: RestoreWork;
  readonly plan: RestorePlan;
}

/** The records that differ, a row each: what would be done, and what comes of it. Each can be left out. */
export function RestoreTable({ work, plan }: RestoreTableProps) {
  const { history } = useServices().session;
  const { leftOut, leaveOut, running } = work;
  const { records } = plan;
  const nameOf = (record: RestoredRecord) => rowName(history, record.view, record.key, plan.head);
  const toggle = (record: RestoredRecord): void => {
    const next = new Set(leftOut);
    if (!next.delete(recordKey(record))) next.add(recordKey(record));
    leaveOut(next);
  };
  const columns: readonly Column<RestoredRecord>[] = [
    {
      title: rooms.restore.title,
      isTitleUnseen: true,
      isOnScreenOnly: true,
      width: "44px",
      cell: (record) => (
        <label className={panel["check"]}>
          <input
            type="checkbox"
            checked={record.outcome.kind !== "left-out" && record.outcome.kind !== "stays"}
            disabled={running !== undefined || record.outcome.kind === "stays"}
            onChange={() => toggle(record)}
          />
          <span className="visually-hidden">{rooms.restore.choice(nameOf(record))}</span>
        </label>
      ),
    },
    {
      title: rooms.common.record,
      width: "minmax(96px, 0.9fr)",
      cell: (record) => (
        <button
          type="button"
          className={panel["name"]}
          onClick={() => navigate(wayToRow(record.view, record.key))}
        >
          {nameOf(record)}
        </button>
      ),
    },
    {
      title: rooms.restore.back,
      wraps: "below",
      width: "minmax(96px, 2fr)",
      cell: (record) => {
        const told = sayDifference(record, plan, history);
        return <span title={told}>{told}</span>;
      },
    },
    {
      title: rooms.restore.command,
      wraps: true,
      width: "minmax(84px, 1fr)",
      room: "medium",
      cell: ({ outcome, currency }) => (
        <span className={panel["soft"]}>{commandWords(outcome, currency)}</span>
      ),
    },
    {
      title: rooms.restore.outcome,
      wraps: "below",
      width: "minmax(84px, 1.2fr)",
      cell: ({ outcome }) => <Outcome {...outcomeWords(outcome)} />,
    },
  ];
  return (
    <DataTable
      label={rooms.restore.table}
      columns={columns}
      count={records.length}
      rowAt={(index) => records[index]}
      onOpen={({ view, key }) => navigate(wayToRow(view, key))}
      keyOf={(index) => {
        const record = records[index];
        return record ? recordKey(record) : index;
      }}
      indexOf={(key) => records.findIndex((record) => recordKey(record) === key)}
      empty={rooms.restore.same}
    />
  );
}

/** What differs of a record, from how it stands now to how it was. */
export function sayDifference(
  { isNew, fields, currency }: RestoredRecord,
  { at, head }: RestorePlan,
  history: History,
): string {
  if (isNew) return rooms.restore.isNew;
  if (fields.length === 0) return rooms.restore.money;
  const [then, now] = [wordingAt(history, at, currency), wordingAt(history, head, currency)];
  return fields
    .map(({ field, before, after }) => {
      const say = (value: unknown, wording: typeof then, other: unknown) =>
        value === undefined ? rooms.common.nothing : sayField(field, value, wording, other);
      const [from, to] = [say(after, now, before), say(before, then, after)];
      return rooms.restore.change(fieldLabel(field), from, to);
    })
    .join(" · ");
}

function commandWords(outcome: RestoreOutcome, currency: string | undefined): string {
  if (outcome.kind !== "accepted" && outcome.kind !== "refused") return "";
  const { command } = outcome;
  switch (command.type) {
    case "CreditWallet":
    case "DebitWallet":
      return rooms.restore[command.type](formatMoney(command.amount, currency ?? ""));
    case "ChangeClient":
    case "ChangeOrderLines":
    case "CancelOrder":
      return rooms.restore[command.type];
    default:
      return command.type;
  }
}

/** What comes of bringing a record back, in words. */
export function outcomeWords(outcome: RestoreOutcome): SaidOutcome {
  switch (outcome.kind) {
    case "accepted":
      return { look: "new", word: rooms.outcomes.accepted };
    case "refused":
      return { look: "refused", word: rooms.outcomes.refused, why: outcome.rejection.message };
    case "stays":
      return { look: "over", word: rooms.restore.stays, why: rooms.restore.why[outcome.why] };
    case "left-out":
      return { look: "over", word: rooms.restore.leftOut };
    default:
      return outcome satisfies never;
  }
}
