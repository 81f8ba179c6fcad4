import { useState } from "react";
import type { Position } from "../../eventlog/envelope.ts";
import { useBook } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Notice } from "../parts/notice.tsx";
import styles from "../parts/panel.module.css";
import { Progress } from "../parts/progress.tsx";
import { ScreenTitle } from "../parts/screen-title.tsx";
import { rooms } from "../texts/rooms.ts";
import { useOpened } from "../use-opened.ts";
import { CompareButton } from "./compare-button.tsx";
import { type ComparedMoments, readComparedMoments } from "./compared-moments.ts";
import { describeComparison } from "./describe-comparison.ts";
import { COMPARED_VIEWS, countLines } from "./difference-lines.ts";
import { DifferencesTable } from "./differences-table.tsx";
import { ExportDifferences } from "./export-differences.tsx";
import { MomentsForm } from "./moments-form.tsx";
import { useComparison } from "./use-comparison.ts";

/** What differs between two moments of the book, which stand in the address. */
export function ComparePanel() {
  const head = useBook((state) => state.head.position);
  const [address] = useOpened("compare");
  const asked = readComparedMoments(address, head);
  const isComparable = asked.kind === "moments" || asked.kind === "swapped";
  return (
    <section className={styles["panel"]} aria-labelledby="compare-title">
      <header>
        <ScreenTitle id="compare-title">{rooms.compare.title}</ScreenTitle>
        <p className={styles["sub"]}>{rooms.compare.sub}</p>
      </header>
      <MomentsForm key={address} asked={asked} />
      <Remark asked={asked} head={head} />
      {isComparable && <Differences from={asked.from} to={asked.to} />}
    </section>
  );
}

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
  readonly from: Position;
  readonly to: Position;
}

const SHOWN = ["everything", ...COMPARED_VIEWS] as const;

function Differences({ from, to }: DifferencesProps) {
  const { comparison, state, stop, goOn } = useComparison(from, to);
  const [shown, setShown] = useState<(typeof SHOWN)[number]>("everything");
  if (from === to) return <p role="status">{rooms.compare.same}</p>;
  if (state === "looking") {
    return <Progress label={rooms.compare.looking} {...comparison.progress()} onCancel={stop} />;
  }
  if (state === "stopped") {
    return (
      <Notice tone="done" actions={<Button onClick={goOn}>{rooms.compare.goOn}</Button>}>
        {rooms.compare.stopped}
      </Notice>
    );
  }
  const viewsOf = (choice: typeof shown) =>
    COMPARED_VIEWS.filter((view) => choice === "everything" || choice === view);
  return (
    <>
      <p role="status">
        <strong>{describeComparison(comparison)}</strong>{" "}
        <span className={styles["soft"]}>{rooms.compare.between(to - from)}</span>
      </p>
      <div className={styles["toolbar"]}>
        <Choice
          label={rooms.compare.show}
          value={shown}
          options={SHOWN.map((choice) => {
            const lines = countLines(comparison, viewsOf(choice));
            return [choice, rooms.compare[choice](lines)] as const;
          })}
          onChange={(value) => setShown(SHOWN.find((choice) => choice === value) ?? "everything")}
        />
        <ExportDifferences comparison={comparison} />
      </div>
      <div className={styles["filling"]}>
        <DifferencesTable comparison={comparison} views={viewsOf(shown)} />
      </div>
    </>
  );
}
