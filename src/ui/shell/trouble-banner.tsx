import type { Trouble } from "../../store/trouble.ts";
import { useSaveLog } from "../actions/use-save-log.ts";
import { useServices } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { rooms } from "../texts/rooms.ts";
import styles from "./shell.module.css";

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
