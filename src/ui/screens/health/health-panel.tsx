import type { EpochMs } from "../../../eventlog/envelope.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { ScreenTitle } from "../../components/screen-title.tsx";
import { useBook } from "../../context/book-context.tsx";
import { describeBackup } from "../../describe/describe-backup.ts";
import { useSaveLog } from "../../files/use-export-log.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import { DeviceFacts } from "./device-facts.tsx";
import { PummelCard } from "./load-test-card.tsx";
import { VerifyLog } from "./verify-log.tsx";

/** How well the book is kept: is the log sound, is there a copy, will the browser hold on to it. */
export function HealthPanel() {
  const head = useBook((state) => state.head);
  const book = useBook((state) => state.book);
  const { save, problem, told } = useSaveLog();
  return (
    <section className={styles["panel"]} aria-labelledby="health-title">
      <header>
        <ScreenTitle id="health-title">{texts.screens.health}</ScreenTitle>
        <p className={styles["sub"]}>{rooms.health.sub}</p>
      </header>
      <div className={styles["cards"]}>
        <div className={styles["card"]}>
          <h2>{rooms.health.log}</h2>
          <p>{rooms.health.fingerprintMeans(head.position)}</p>
          <p className={styles["mono"]}>{head.position > 0 ? head.hash : rooms.health.noEvent}</p>
          <VerifyLog />
        </div>
        <div className={styles["card"]}>
          <h2>{rooms.health.backup}</h2>
          <p>{texts.backup.last(describeBackup(book, head.position, Date.now() as EpochMs))}</p>
          <p className={styles["soft"]}>{rooms.health.backupMeans}</p>
          <div>
            <Button look="primary" onClick={save}>
              {rooms.backup.now}
            </Button>
          </div>
          <p className={styles["soft"]} role="status">
            {told}
          </p>
          {problem && <Notice tone="refused">{rooms.backup.failed(problem)}</Notice>}
        </div>
        <div className={styles["card"]}>
          <h2>{rooms.health.device}</h2>
          <DeviceFacts />
        </div>
        <div className={styles["card"]}>
          <h2>{rooms.health.load}</h2>
          <PummelCard />
        </div>
      </div>
    </section>
  );
}
