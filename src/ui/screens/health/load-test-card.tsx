import { useRef, useState } from "react";
import type { PummelFigures, PummelReport } from "../../../application/diagnostics/load-test.ts";
import { sayError } from "../../../eventlog/errors.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { useServices } from "../../context/book-context.tsx";
import { formatCount } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";

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
      setProblem(sayError(error));
    } finally {
      setRunning(false);
    }
  };

  const shown = report ?? figures;
  return (
    <>
      <p className={styles["soft"]}>{rooms.health.loadMeans(SECONDS)}</p>
      <div>
        {isRunning ? (
          <Button onClick={() => running.current?.abort()}>{rooms.health.stop}</Button>
        ) : (
          <Button onClick={start}>{rooms.health.pummel}</Button>
        )}
      </div>
      {shown && <Figures figures={shown} />}
      {report && (
        <Notice tone={report.whole ? "done" : "refused"}>
          {report.whole ? rooms.health.whole(report.events) : rooms.health.notWhole}
        </Notice>
      )}
      {problem && <Notice tone="refused">{rooms.health.brokeOff(problem)}</Notice>}
    </>
  );
}

function Figures({ figures }: { readonly figures: PummelFigures }) {
  const { commandsPerSecond, refused, conflicts, readsPerSecond, p50, p99 } = figures;
  return (
    <dl className={styles["facts"]}>
      <dt>{rooms.health.writes}</dt>
      <dd>{formatCount(Math.round(commandsPerSecond))}</dd>
      <dt>{rooms.health.refused}</dt>
      <dd>{[refused, conflicts].map(formatCount).join(", ")}</dd>
      <dt>{rooms.health.latency}</dt>
      <dd>{[p50, p99].map((ms) => rooms.health.ms(Math.round(ms))).join(", ")}</dd>
      <dt>{rooms.health.reads}</dt>
      <dd>{formatCount(Math.round(readsPerSecond))}</dd>
      <dt>{rooms.health.longTasks}</dt>
      <dd>
        {[formatCount(figures.longTasks), rooms.health.ms(Math.round(figures.longestTask))].join(
          ", ",
        )}
      </dd>
    </dl>
  );
}
