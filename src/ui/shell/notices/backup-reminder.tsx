import { wantsBackup } from "../../../application/books/backup-policy.ts";
import type { EpochMs } from "../../../eventlog/envelope.ts";
import { Button } from "../../components/button.tsx";
import { Notice } from "../../components/notice.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { describeBackup } from "../../describe/describe-backup.ts";
import { useSaveLog } from "../../files/use-export-log.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "../shell.module.css";

/** Reminds, now and then, that the only copy is in this browser. */
export function BackupReminder() {
  const { care } = useServices();
  const { save } = useSaveLog();
  const book = useBook((state) => state.book);
  const head = useBook((state) => state.head.position);
  const quiet = useBook(
    ({ phase, cursor, keeping }) =>
      phase.kind !== "ready" || cursor !== "live" || keeping === "memory",
  );
  const now = Date.now() as EpochMs;
  if (quiet || !wantsBackup(book, head, now)) return null;
  return (
    <div className={styles["banner"]}>
      <Notice
        tone="done"
        actions={
          <>
            <Button look="primary" onClick={save}>
              {rooms.backup.now}
            </Button>
            <Button look="quiet" onClick={care.putOffReminder}>
              {rooms.common.later}
            </Button>
          </>
        }
      >
        {rooms.backup.onlyCopy(describeBackup(book, head, now))}
      </Notice>
    </div>
  );
}
