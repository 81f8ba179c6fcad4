import { useSaveLog } from "../actions/use-save-log.ts";
import { useBook } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import styles from "./shell.module.css";

/** Says, for as long as it is so, that closing the page loses the book. */
export function MemoryBanner() {
  const inMemory = useBook((state) => state.keeping === "memory");
  const { save, problem } = useSaveLog();
  if (!inMemory) return null;
  return (
    <div className={styles["banner"]}>
      <Notice tone="past" actions={<Button onClick={save}>Export before you close</Button>}>
        <strong>Kept in memory only.</strong> This browser gives Hindsight no storage, as in some
        private windows: the book works, but closing or reloading this page loses it. Books that
        were saved here before are not shown, and not lost.
        {problem && ` The export failed: ${problem}`}
      </Notice>
    </div>
  );
}
