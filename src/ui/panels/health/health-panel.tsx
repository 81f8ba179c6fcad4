import type { EpochMs } from "../../../eventlog/envelope.ts";
import { useSaveLog } from "../../actions/use-save-log.ts";
import { useBook } from "../../book-context.tsx";
import { describeBackup } from "../../describe-backup.ts";
import { formatCount } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import styles from "../../parts/panel.module.css";
import { DeviceFacts } from "./device-facts.tsx";
import { PummelCard } from "./pummel-card.tsx";
import { VerifyLog } from "./verify-log.tsx";

/** How well the book is kept: is the log sound, is there a copy, will the browser hold on to it. */
export function HealthPanel() {
  const head = useBook((state) => state.head);
  const book = useBook((state) => state.book);
  const { save, problem } = useSaveLog();
  return (
    <section className={styles["panel"]} aria-labelledby="health-title">
      <header>
        <h1 id="health-title">Health</h1>
        <p className={styles["sub"]}>Whether the log is sound, copied, and here to stay.</p>
      </header>
      <div className={styles["cards"]}>
        <div className={styles["card"]}>
          <h2>Log</h2>
          <p>
            {formatCount(head.position)} events. Their fingerprint is the same wherever the same log
            is kept:
          </p>
          <p className={styles["mono"]}>{head.position > 0 ? head.hash : "No event yet."}</p>
          <VerifyLog />
        </div>
        <div className={styles["card"]}>
          <h2>Backup</h2>
          <p>Last backup: {describeBackup(book, head.position, Date.now() as EpochMs)}</p>
          <p className={styles["soft"]}>
            A backup is the exported log. Importing it, here or anywhere else, gives the whole book
            again.
          </p>
          <div>
            <Button look="primary" onClick={save}>
              Back up now
            </Button>
          </div>
          {problem && <Notice tone="refused">The backup was not saved. {problem}</Notice>}
        </div>
        <div className={styles["card"]}>
          <h2>This device</h2>
          <DeviceFacts />
        </div>
        <div className={styles["card"]}>
          <h2>Load</h2>
          <PummelCard />
        </div>
      </div>
    </section>
  );
}
