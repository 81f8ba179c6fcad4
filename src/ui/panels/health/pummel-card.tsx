import { useRef, useState } from "react";
import type { PummelFigures, PummelReport } from "../../../store/pummel.ts";
import { useServices } from "../../book-context.tsx";
import { formatCount } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import styles from "../../parts/panel.module.css";

const SECONDS = 10;

/** Drives a scratch book as hard as it goes, with live counters: what this device and browser can bear. */
export function PummelCard() {
  const { pummel } = useServices();
  const [figures, setFigures] = useState<PummelFigures>();
  const [report, setReport] = useState<PummelReport>();
  const [problem, setProblem] = useState<string>();
  const running = useRef<AbortController>(undefined);
  const [isRunning, setRunning] = useState(false);

  const start = async (): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    setRunning(true);
    setReport(undefined);
    setProblem(undefined);
    try {
      const { signal } = controller;
      setReport(await pummel({ seconds: SECONDS, signal, onProgress: setFigures }));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setRunning(false);
    }
  };

  const shown = report ?? figures;
  return (
    <>
      <p className={styles["soft"]}>
        16 writers and 64 readers at once, for {SECONDS} seconds, on a scratch book that is thrown
        away afterwards. Your books are not touched.
      </p>
      <div>
        {isRunning ? (
          <Button onClick={() => running.current?.abort()}>Stop</Button>
        ) : (
          <Button onClick={start}>Pummel</Button>
        )}
      </div>
      {shown && <Figures figures={shown} />}
      {report && (
        <Notice tone={report.whole ? "done" : "refused"}>
          {report.whole
            ? `The scratch book is whole: ${formatCount(report.events)} events verified.`
            : "The scratch book did not verify. That should never happen: please report it."}
        </Notice>
      )}
      {problem && <Notice tone="refused">The run broke off. {problem}</Notice>}
    </>
  );
}

function Figures({ figures }: { readonly figures: PummelFigures }) {
  const { commandsPerSecond, refused, conflicts, readsPerSecond, p50, p99 } = figures;
  return (
    <dl className={styles["facts"]}>
      <dt>Commands a second</dt>
      <dd>{formatCount(Math.round(commandsPerSecond))}</dd>
      <dt>Refused, decided again</dt>
      <dd>
        {formatCount(refused)}, {formatCount(conflicts)}
      </dd>
      <dt>p50, p99</dt>
      <dd>
        {formatCount(Math.round(p50))} ms, {formatCount(Math.round(p99))} ms
      </dd>
      <dt>Reads a second</dt>
      <dd>{formatCount(Math.round(readsPerSecond))}</dd>
      <dt>Long tasks, longest</dt>
      <dd>
        {formatCount(figures.longTasks)}, {formatCount(Math.round(figures.longestTask))} ms
      </dd>
    </dl>
  );
}
