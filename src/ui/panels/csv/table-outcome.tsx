import { useStore } from "zustand";
import type {
  OpenedTable,
  SentRows,
  TableImport,
  TriedRows,
} from "../../../store/table-import-state.ts";
import { missingFields } from "../../../transfer/csv/fields.ts";
import { useBook, useIsPast, useServices } from "../../book-context.tsx";
import { formatCount } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import panel from "../../parts/panel.module.css";
import { Progress } from "../../parts/progress.tsx";
import styles from "./csv.module.css";
import { RefusedRows } from "./refused-rows.tsx";
import { FIELD_NAMES } from "./table-words.ts";

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
    const names = missing.map((name) => `“${FIELD_NAMES[name]}”`).join(", ");
    return (
      <Notice tone="past">
        Choose the {missing.length === 1 ? "column" : "columns"} for {names}. Nothing was written.
      </Notice>
    );
  }
  switch (progress.kind) {
    case "none":
      return (
        <div className={styles["line"]}>
          <Button look="primary" onClick={table.check}>
            Check all rows
          </Button>
          <p className={panel["soft"]}>Nothing is written by that.</p>
        </div>
      );
    case "checking":
      return <Progress label="Checking, command" {...progress} onCancel={table.cancel} />;
    case "sending":
      return <Progress label="Adding, command" {...progress} onCancel={table.cancel} />;
    case "failed":
      return (
        <Notice tone="refused" actions={<Button onClick={table.check}>Check again</Button>}>
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
  tried: { accepted, there, refused },
}: TableOutcomeProps & { readonly tried: TriedRows }) {
  const isPast = useIsPast();
  const { time } = useServices().session;
  const parts = [
    `${commands(accepted.length)} would be accepted`,
    ...(there > 0
      ? [`${formatCount(there)} ${there === 1 ? "is" : "are"} in the book already`]
      : []),
    ...(refused.length > 0 ? [`${rows(refused.length)} refused`] : []),
  ];
  return (
    <>
      <Notice
        tone="done"
        actions={
          isPast ? (
            <Button look="primary" onClick={() => time.goTo("live")}>
              Return to live and go on
            </Button>
          ) : (
            accepted.length > 0 && (
              <Button look="primary" onClick={table.send}>
                Add {commands(accepted.length)}
              </Button>
            )
          )
        }
      >
        {parts.join(", ")}. Nothing was written yet.
      </Notice>
      <RefusedRows refused={refused} opened={opened} file={table.state.getState().file} />
    </>
  );
}

function Sent({
  table,
  opened,
  tried,
  sent,
}: TableOutcomeProps & { readonly tried: TriedRows; readonly sent: SentRows }) {
  const isReadOnly = useBook((state) => state.phase.kind === "read-only");
  const refused = [...tried.refused, ...sent.refused].sort((one, other) => one.row - other.row);
  const told = `${commands(sent.accepted)} added.${refused.length > 0 ? ` ${rows(refused.length)} refused.` : ""}`;
  const rest = sent.rest.length;
  const goOn = rest > 0 && !isReadOnly && (
    <Button look="primary" onClick={table.send}>
      Go on with {commands(rest)}
    </Button>
  );
  return (
    <>
      <Notice tone={rest > 0 ? "past" : "done"} actions={goOn}>
        {rest > 0 && `Stopped. ${reasonOf(sent.stopped)}`} {told}{" "}
        {rest > 0 && "What was added stays; going on adds nothing twice, also after a reload."}
      </Notice>
      <RefusedRows refused={refused} opened={opened} file={table.state.getState().file} />
    </>
  );
}

function reasonOf(stopped: unknown): string {
  if (stopped instanceof DOMException && stopped.name === "AbortError") return "";
  return stopped instanceof Error ? stopped.message : String(stopped);
}

function commands(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "command" : "commands"}`;
}

function rows(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "row" : "rows"}`;
}
