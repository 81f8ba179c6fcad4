import { MOST_RESTORED } from "../../../application/reversal/find-differing.ts";
import type { RestorePlan } from "../../../application/reversal/plan-restore.ts";
import type { RestoreReport } from "../../../application/reversal/restore.ts";
import { sayError } from "../../../eventlog/errors.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { Progress } from "../../components/progress.tsx";
import { useBook, useIsPast } from "../../context/book-context.tsx";
import type { RestoredMoment } from "../../context/restored-moment.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { CompareButton } from "../../provenance/compare-button.tsx";
import { RestoreTable } from "./restore-table.tsx";
import { NotBrought } from "./unrestorable-list.tsx";
import { type RestoreWork, useRestore } from "./use-restore.ts";

/** What differs, what would be done about it, and the button that does it. */
export function PlannedRestore({ moment }: { readonly moment: RestoredMoment }) {
  const work = useRestore(moment);
  const head = useBook((state) => state.head.position);
  const { plan, running, report, cancel } = work;
  return (
    <>
      {report && <Report report={report} />}
      {running ? (
        <Progress label={rooms.restore.sending} {...running} onCancel={cancel} />
      ) : plan?.kind === "too-many" ? (
        <Notice
          tone="past"
          actions={
            <CompareButton from={moment.at} to={head}>
              {rooms.restore.compare}
            </CompareButton>
          }
        >
          {rooms.restore.tooMany(plan.count, MOST_RESTORED)}
        </Notice>
      ) : (
        !plan && <p role="status">{rooms.restore.looking}</p>
      )}
      {plan?.kind === "plan" && <Planned {...{ work, plan }} />}
    </>
  );
}

function Planned({ work, plan }: { readonly work: RestoreWork; readonly plan: RestorePlan }) {
  const isPast = useIsPast();
  const { records, at, head } = plan;
  if (records.length === 0) return <p role="status">{rooms.restore.same}</p>;
  const count = (kind: string) => records.filter(({ outcome }) => outcome.kind === kind).length;
  const accepted = count("accepted");
  const commands = rooms.restore.commands(accepted);
  return (
    <>
      <p role="status">
        <strong>{rooms.restore.differ(records.length)}</strong>{" "}
        {planSentence(accepted, count("refused"), count("stays"))}
      </p>
      {!work.running && (
        <div className={styles["buttons"]}>
          <Button look="primary" disabled={accepted === 0} onClick={work.start}>
            {accepted === 0
              ? rooms.restore.nothingToSend
              : isPast
                ? rooms.restore.returnAndSend(commands)
                : rooms.restore.send(commands)}
          </Button>
          <CompareButton from={at} to={head}>
            {rooms.restore.compare}
          </CompareButton>
        </div>
      )}
      <div className={styles["split"]}>
        <RestoreTable work={work} plan={plan} />
        <aside className={`${styles["side"]} ${styles["form"]}`} aria-label={rooms.restore.about}>
          <NotBrought plan={plan} />
          <p className={styles["soft"]}>{rooms.restore.aboutMeans}</p>
        </aside>
      </div>
    </>
  );
}

function planSentence(accepted: number, refused: number, staying: number): string {
  if (accepted + refused === 0) return rooms.restore.nonePossible;
  const parts = [
    rooms.restore.accepted(accepted),
    ...(refused > 0 ? [rooms.restore.refused(refused)] : []),
    ...(staying > 0 ? [rooms.restore.staying(staying)] : []),
  ];
  return rooms.restore.planned(parts.join(", "));
}

function Report({ report }: { readonly report: RestoreReport }) {
  const { answers, stopped } = report;
  const accepted = [...answers.values()].filter((answer) => answer.accepted).length;
  const refused = [...answers.values()].flatMap((answer) =>
    answer.accepted ? [] : [answer.rejection.message],
  );
  const done = rooms.restore.done(rooms.restore.commands(accepted));
  const told = refused.length > 0 ? rooms.restore.someRefused(done, refused) : done;
  if (stopped === undefined)
    return <Notice tone={refused.length > 0 ? "past" : "done"}>{told}</Notice>;
  if (stopped instanceof DOMException && stopped.name === "AbortError") {
    return <Notice tone="past">{rooms.restore.stopped(told)}</Notice>;
  }
  return <Notice tone="refused">{rooms.restore.brokeOff(sayError(stopped), told)}</Notice>;
}
