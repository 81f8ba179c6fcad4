import { useBook } from "../book-context.tsx";
import { Notice } from "../parts/notice.tsx";
import { texts } from "../texts/texts.ts";
import styles from "./shell.module.css";

/** Says to whoever may only read a shared book what is not theirs to do, before they try. */
export function ReaderBanner() {
  const isReader = useBook((state) => state.sharing?.role === "reader");
  if (!isReader) return null;
  return (
    <div className={styles["banner"]}>
      <Notice tone="past">
        <strong>{texts.link.reader}</strong> {texts.link.readerMeans}
      </Notice>
    </div>
  );
}
