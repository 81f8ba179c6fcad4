import { Button } from "../../components/button.tsx";
import { Notice } from "../../components/notice.tsx";
import { useBook } from "../../context/book-context.tsx";
import { useSaveLog } from "../../files/use-export-log.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "../shell.module.css";

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
