import { useMemo, useState } from "react";
import { useStore } from "zustand";
import type {
  OpenedTable,
  SentRows,
  TableImport,
  TriedCommand,
  TriedRows,
} from "../../../application/store/table-import-state.ts";
import type { EpochMs } from "../../../eventlog/envelope.ts";
import { sayError } from "../../../eventlog/errors.ts";
import { missingFields } from "../../../formats/csv/fields.ts";
import type { RefusedRow } from "../../../formats/csv/rows/row-reading.ts";
import { farFromToday } from "../../../read-model/queries/far-from-today.ts";
import { Button } from "../../components/button.tsx";
import panel from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { useBook, useIsPast, useServices } from "../../context/book-context.tsx";
import { formatMoment } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import { ChangedClients } from "./changed-clients.tsx";
import { EqualPayments } from "./equal-payments.tsx";
import { RefusedRows } from "./refused-rows.tsx";
import { Remark } from "./remark.tsx";
import { RowsProgress } from "./rows-progress.tsx";
import styles from "./table-import.module.css";

interface TableOutcomeProps {
  readonly table: TableImport;
  readonly opened: Extract<OpenedTable, { readonly kind: "open" }>;
}

/** What is still needed, what would come of the table, and what came of it, with the button that leads on. */
export function TableOutcome({ table, opened }: TableOutcomeProps) {
  const { progress } = useStore(table.state);
  const { kind, mapping } = opened.meaning;
  const missing = missingFields(kind, mapping);
  if (missing.length > 0) {
    const names = missing.map((name) => `“${rooms.tables.fields[name]}”`).join(", ");
    return <Notice tone="past">{rooms.tables.missing(missing.length, names)}</Notice>;
  }
  if (opened.questions.length > 0) {
    return <Notice tone="past">{rooms.tables.answerFirst}</Notice>;
  }
  switch (progress.kind) {
    case "none":
      return (
        <div className={styles["line"]}>
          <Button look="primary" onClick={table.check}>
            {rooms.tables.check}
          </Button>
          <p className={panel["soft"]}>{rooms.tables.checkMeans}</p>
        </div>
      );
    case "checking":
      return (
        <RowsProgress
          label={rooms.tables.checking}
          said={rooms.tables.checkingAll}
          rows={progress}
          onCancel={table.cancel}
        />
      );
    case "sending":
      return (
        <RowsProgress
          label={rooms.tables.adding}
          said={rooms.tables.addingAll}
          rows={progress}
          onCancel={table.cancel}
        />
      );
    case "failed":
      return (
        <Notice
          tone="refused"
          actions={<Button onClick={table.check}>{rooms.tables.checkAgain}</Button>}
        >
          {progress.reason}
        </Notice>
      );
    case "checked":
      return <Checked table={table} opened={opened} tried={progress.tried} />;
    case "sent":
      return <Sent table={table} opened={opened} {...progress} />;
    default:
      return progress satisfies never;
  }
}

function Checked({
  table,
  opened,
  tried: { accepted, changes, there, equal, refused },
}: TableOutcomeProps & { readonly tried: TriedRows }) {
  const isPast = useIsPast();
  const { time } = useServices().session;
  const [isConfirmed, setConfirmed] = useState(false);
  const [again, setAgain] = useState<ReadonlySet<TriedCommand>>(new Set());
  const count = accepted.length + again.size;
  const far = farDates(accepted);
  const isOfOrders = opened.meaning.kind === "orders";
  const newClients = accepted.filter(
    ({ input }) => isOfOrders && input.type === "RegisterClient",
  ).length;
  const mayBeSent = (far.ahead.length === 0 && far.behind.length === 0) || isConfirmed;
  return (
    <>
      {!mayBeSent && (
        <Remark
          actions={<Button onClick={() => setConfirmed(true)}>{rooms.tables.datesAreRight}</Button>}
        >
          {far.ahead.length > 0
            ? rooms.tables.inFuture(
                far.ahead.length,
                formatMoment(far.ahead.reduce((one, other) => Math.max(one, other))),
              )
            : rooms.tables.longAgo(
                far.behind.length,
                formatMoment(far.behind.reduce((one, other) => Math.min(one, other))),
              )}
        </Remark>
      )}
      <Notice
        tone={toneOf(accepted.length, refused)}
        actions={
          isPast ? (
            <Button look="primary" onClick={() => time.goTo("live")}>
              {texts.past.returnAndGoOn}
            </Button>
          ) : (
            count > 0 &&
            mayBeSent && (
              <Button look="primary" onClick={() => table.send([...again])}>
                {rooms.tables.add(count)}
              </Button>
            )
          )
        }
      >
        {rooms.tables.checked(accepted.length, newClients, there, countRows(refused))}
      </Notice>
      <ChangedClients changes={changes} />
      <EqualPayments payments={equal} chosen={again} onChoose={setAgain} />
      <RefusedRows refused={refused} opened={opened} file={table.state.getState().file} />
    </>
  );
}

/** Dates that are probably mistakes: what is dated in another century stays there. */
function farDates(commands: TriedRows["accepted"]) {
  const now = Date.now() as EpochMs;
  const far = { ahead: [] as number[], behind: [] as number[] };
  for (const { input } of commands) {
    const time = input.occurredAt;
    const side = time === undefined ? undefined : farFromToday(time, now);
    if (side && time !== undefined) far[side].push(time);
  }
  return far;
}

function Sent({
  table,
  opened,
  tried,
  sent,
}: TableOutcomeProps & { readonly tried: TriedRows; readonly sent: SentRows }) {
  const isReadOnly = useBook((state) => state.phase.kind === "read-only");
  const refused = useMemo(
    () => [...tried.refused, ...sent.refused].toSorted((one, other) => one.row - other.row),
    [tried, sent],
  );
  const told = rooms.tables.added(sent.accepted, countRows(refused));
  const rest = sent.rest.length;
  const goOn = rest > 0 && !isReadOnly && (
    <Button look="primary" onClick={() => table.send()}>
      {rooms.tables.goOn(rest)}
    </Button>
  );
  return (
    <>
      <Notice tone={rest > 0 ? "past" : toneOf(sent.accepted, refused)} actions={goOn}>
        {rest > 0 ? rooms.tables.stopped(reasonOf(sent.stopped), told) : told}
      </Notice>
      <RefusedRows refused={refused} opened={opened} file={table.state.getState().file} />
    </>
  );
}

function toneOf(accepted: number, refused: readonly RefusedRow[]): "done" | "refused" {
  return accepted === 0 && refused.length > 0 ? "refused" : "done";
}

/** A row may be refused for more than one thing that it asks for. */
function countRows(refused: readonly RefusedRow[]): number {
  return new Set(refused.map(({ row }) => row)).size;
}

function reasonOf(stopped: unknown): string {
  if (stopped instanceof DOMException && stopped.name === "AbortError") return "";
  return sayError(stopped);
}
