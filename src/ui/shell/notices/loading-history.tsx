import { Progress } from "../../components/progress.tsx";
import { useBook } from "../../context/book-context.tsx";
import { texts } from "../../i18n/texts.ts";
import styles from "../shell.module.css";

/** What stands in place of a screen that needs all events, while the older ones are being read. */
export function ReadingHistory() {
  const book = useBook((state) => state.book.name);
  const head = useBook((state) => state.head.position);
  const unread = useBook((state) => state.unread);
  return (
    <div className={styles["center"]}>
      <title>{texts.common.tabTitle(texts.opening.history, book)}</title>
      <Progress label={texts.opening.historyEvent} done={head - unread} total={head} />
    </div>
  );
}
