import type { Trouble } from "../../store/trouble.ts";
import { useSaveLog } from "../actions/use-save-log.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { texts } from "../texts/texts.ts";
import styles from "./shell.module.css";

/** Says for good why nothing can be changed any more, and offers what is safe. */
export function TroubleBanner({ trouble }: { readonly trouble: Trouble }) {
  const { save, problem } = useSaveLog();
  return (
    <div className={styles["banner"]}>
      <Notice
        tone="refused"
        actions={
          <>
            <Button onClick={save}>{texts.notices.exportGood}</Button>
            {/* After a loss that cannot be mended, reloading would lose what the page still knows. */}
            {trouble.kind !== "cleared" && trouble.kind !== "deleted" && (
              <Button look="primary" onClick={() => window.location.reload()}>
                {texts.notices.reload}
              </Button>
            )}
          </>
        }
      >
        {trouble.message}
        {problem && texts.notices.exportFailed(problem)}
      </Notice>
    </div>
  );
}
