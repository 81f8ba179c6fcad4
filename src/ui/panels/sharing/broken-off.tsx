import { useState } from "react";
import { sayError } from "../../../eventlog/errors.ts";
import { useServices } from "../../book-context.tsx";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import styles from "../../parts/panel.module.css";
import { Progress } from "../../parts/progress.tsx";
import { rooms } from "../../texts/rooms.ts";

/** A sharing that was broken off with the page: it goes on, or is given up. */
export function BrokenOffSharing({ name }: { readonly name: string }) {
  const { sharing } = useServices();
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number }>();
  const [problem, setProblem] = useState<string>();
  const attempt = (way: () => Promise<void>) => (): void => {
    setProblem(undefined);
    way()
      .catch((error) => setProblem(sayError(error, rooms.sharing.nothingLost)))
      .finally(() => setProgress(undefined));
  };
  const goOn = () => sharing.goOn({ onProgress: (done, total) => setProgress({ done, total }) });
  return (
    <section className={styles["card"]} aria-labelledby="broken-off-title">
      <h2 id="broken-off-title">{rooms.sharing.wasBrokenOff}</h2>
      <p className={styles["soft"]}>{rooms.sharing.wasBrokenOffMeans(name)}</p>
      {problem && <Notice tone="refused">{problem}</Notice>}
      {progress && <Progress label={rooms.sharing.moving} {...progress} />}
      <div className={styles["buttons"]}>
        <Button look="primary" disabled={progress !== undefined} onClick={attempt(goOn)}>
          {rooms.sharing.goOn}
        </Button>
        <Button onClick={attempt(sharing.giveUp)}>{rooms.sharing.giveUp}</Button>
      </div>
    </section>
  );
}
