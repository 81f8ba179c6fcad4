import type { Trouble } from "../../../application/store/read-only-reason.ts";
import { Button } from "../../components/button.tsx";
import { Notice } from "../../components/notice.tsx";
import { useServices } from "../../context/book-context.tsx";
import { useSaveLog } from "../../files/use-export-log.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "../shell.module.css";

/** Says for good why nothing can be changed any more, and offers what is safe. */
export function TroubleBanner({ trouble }: { readonly trouble: Trouble }) {
  const { sharing } = useServices();
  const { save, problem } = useSaveLog();
  return (
    <div className={styles["banner"]}>
      <Notice
        tone="refused"
        actions={
          <>
            <Button onClick={save}>{rooms.notices.exportGood}</Button>
            {trouble.kind === "notParted" && (
              <Button onClick={sharing.giveUp}>{rooms.notices.stayShared}</Button>
            )}
            {/* After a loss that cannot be mended, reloading would lose what the page still knows. */}
            {trouble.kind !== "cleared" && trouble.kind !== "deleted" && (
              <Button look="primary" onClick={() => window.location.reload()}>
                {rooms.notices.reload}
              </Button>
            )}
          </>
        }
      >
        {trouble.message}
        {problem && rooms.notices.exportFailed(problem)}
      </Notice>
    </div>
  );
}
