import { useSaveLog } from "../actions/use-save-log.ts";
import { useBook } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { rooms } from "../texts/rooms.ts";
import styles from "./shell.module.css";

/** Says, for as long as it is so, that closing the page loses the book. */
export function MemoryBanner() {
  const inMemory = useBook((state) => state.keeping === "memory");
  const { save, problem } = useSaveLog();
  if (!inMemory) return null;
  return (
    <div className={styles["banner"]}>
      <Notice tone="past" actions={<Button onClick={save}>{rooms.notices.exportFirst}</Button>}>
        <strong>{rooms.notices.memory}</strong> {rooms.notices.memoryMeans}
        {problem && rooms.notices.exportFailed(problem)}
      </Notice>
    </div>
  );
}
