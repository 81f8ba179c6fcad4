import { useState } from "react";
import type { Position } from "../../eventlog/envelope.ts";
import { useBook } from "../book-context.tsx";
import { formatCount } from "../format.ts";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Notice } from "../parts/notice.tsx";
import styles from "../parts/panel.module.css";
import { Progress } from "../parts/progress.tsx";
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
        <h1 id="compare-title">Compare</h1>
        <p className={styles["sub"]}>What differs between two moments of this book.</p>
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
      return (
        <Notice tone="refused">
          “{asked.text}” names no two moments. An address of this screen ends with two event
          numbers, such as 120-340. Nothing is lost: type them above.
        </Notice>
      );
    case "beyond":
      return (
        <Notice
          tone="refused"
          actions={
            <CompareButton from={Math.min(asked.from, head) as Position} to={head}>
              Compare up to now
            </CompareButton>
          }
        >
          Event {formatCount(asked.to)} is not there yet: this book ends with event{" "}
          {formatCount(head)}.
        </Notice>
      );
    case "swapped":
      return (
        <p className={styles["soft"]}>
          The later moment stood first; they are compared the other way round.
        </p>
      );
    default:
      return null;
  }
}

interface DifferencesProps {
  readonly from: Position;
  readonly to: Position;
}

const EVERYTHING = "everything";

function Differences({ from, to }: DifferencesProps) {
  const { comparison, state, stop, goOn } = useComparison(from, to);
  const [shown, setShown] = useState<string>(EVERYTHING);
  if (from === to) return <p role="status">Both are the same moment: nothing differs.</p>;
  if (state === "looking") {
    return <Progress label="Comparing, record" {...comparison.progress()} onCancel={stop} />;
  }
  if (state === "stopped") {
    return (
      <Notice tone="done" actions={<Button onClick={goOn}>Go on</Button>}>
        Stopped. Nothing was changed.
      </Notice>
    );
  }
  const views = COMPARED_VIEWS.filter((view) => shown === EVERYTHING || shown === view);
  const events = to - from;
  return (
    <>
      <p role="status">
        <strong>{describeComparison(comparison)}</strong>{" "}
        <span className={styles["soft"]}>
          {events === 1 ? "1 event lies" : `${formatCount(events)} events lie`} in between.
        </span>
      </p>
      <div className={styles["toolbar"]}>
        <Choice
          label="Show"
          value={shown}
          options={[EVERYTHING, ...COMPARED_VIEWS].map((choice) => {
            const lines = countLines(
              comparison,
              COMPARED_VIEWS.filter((view) => choice === EVERYTHING || choice === view),
            );
            return [choice, `${choice} (${formatCount(lines)})`] as const;
          })}
          onChange={setShown}
        />
        <ExportDifferences comparison={comparison} />
      </div>
      <div className={styles["filling"]}>
        <DifferencesTable comparison={comparison} views={views} />
      </div>
    </>
  );
}
