import { useState } from "react";
import type { Position } from "../../../eventlog/envelope.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { Progress } from "../../components/progress.tsx";
import { ScreenTitle } from "../../components/screen-title.tsx";
import { Choice } from "../../components/select-field.tsx";
import { ListTop } from "../../components/table/list-header.tsx";
import { useBook } from "../../context/book-context.tsx";
import { type ComparedMoments, readComparedMoments } from "../../context/routes.ts";
import { useOpened } from "../../context/use-opened.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { CompareButton } from "../../provenance/compare-button.tsx";
import { describeComparison } from "./describe-diff.ts";
import { COMPARED_VIEWS, countLines } from "./diff-lines.ts";
import { DifferencesTable } from "./diff-table.tsx";
import { ExportDifferences } from "./export-diff.tsx";
import { MomentsForm } from "./moments-form.tsx";
import { useComparison } from "./use-position-diff.ts";

/** What differs between two moments of the book, which stand in the address. */
export function ComparePanel() {
  const head = useBook((state) => state.head.position);
  const [address] = useOpened("compare");
  const asked = readComparedMoments(address, head);
  return (
    <section className={styles["panel"]} aria-labelledby={TITLE}>
      {asked.kind === "moments" || asked.kind === "swapped" ? (
        <Differences key={address} asked={asked} head={head} />
      ) : (
        <>
          <header>
            <ScreenTitle id={TITLE}>{rooms.compare.title}</ScreenTitle>
            <p className={styles["sub"]}>{rooms.compare.sub}</p>
          </header>
          <MomentsForm key={address} asked={asked} />
          <Remark asked={asked} head={head} />
        </>
      )}
    </section>
  );
}

const TITLE = "compare-title";

function Remark({ asked, head }: { readonly asked: ComparedMoments; readonly head: Position }) {
  switch (asked.kind) {
    case "unreadable":
      return <Notice tone="refused">{rooms.compare.unreadable(asked.text)}</Notice>;
    case "beyond":
      return (
        <Notice
          tone="refused"
          actions={
            <CompareButton from={Math.min(asked.from, head) as Position} to={head}>
              {rooms.compare.upToNow}
            </CompareButton>
          }
        >
          {rooms.compare.beyond(asked.to, head)}
        </Notice>
      );
    case "swapped":
      return <p className={styles["soft"]}>{rooms.compare.swapped}</p>;
    default:
      return null;
  }
}

interface DifferencesProps {
  readonly asked: Extract<ComparedMoments, { readonly from: Position }> & {
    readonly kind: "moments" | "swapped";
  };
  readonly head: Position;
}

const SHOWN = ["everything", ...COMPARED_VIEWS] as const;

function Differences({ asked, head }: DifferencesProps) {
  const { from, to } = asked;
  const { comparison, state, stop, goOn } = useComparison(from, to);
  const [shown, setShown] = useState<(typeof SHOWN)[number]>("everything");
  const isThere = from !== to && state !== "looking" && state !== "stopped";
  const viewsOf = (choice: typeof shown) =>
    COMPARED_VIEWS.filter((view) => choice === "everything" || choice === view);
  const countOf = (choice: typeof shown) =>
    rooms.compare[choice](countLines(comparison, viewsOf(choice)));
  return (
    <>
      <ListTop
        id={TITLE}
        title={rooms.compare.title}
        sub={rooms.compare.sub}
        files={isThere && <ExportDifferences comparison={comparison} />}
        isFiltered={shown !== "everything"}
      >
        <MomentsForm asked={asked} />
        {isThere && (
          <div className={styles["toolbar"]}>
            <Choice
              label={rooms.compare.show}
              value={shown}
              options={SHOWN.map((choice) => [choice, countOf(choice)] as const)}
              onChange={(value) =>
                setShown(SHOWN.find((choice) => choice === value) ?? "everything")
              }
            />
          </div>
        )}
      </ListTop>
      <Remark asked={asked} head={head} />
      {from === to && <p role="status">{rooms.compare.same}</p>}
      {from !== to && state === "looking" && (
        <Progress label={rooms.compare.looking} {...comparison.progress()} onCancel={stop} />
      )}
      {from !== to && state === "stopped" && (
        <Notice tone="done" actions={<Button onClick={goOn}>{rooms.compare.goOn}</Button>}>
          {rooms.compare.stopped}
        </Notice>
      )}
      {isThere && (
        <>
          <p role="status">
            <strong>{describeComparison(comparison)}</strong>{" "}
            <span className={styles["soft"]}>{rooms.compare.between(to - from)}</span>
          </p>
          <div className={styles["filling"]}>
            <DifferencesTable comparison={comparison} views={viewsOf(shown)} />
          </div>
        </>
      )}
    </>
  );
}
