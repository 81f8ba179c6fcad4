import { useBook } from "../book-context.tsx";
import { formatWait } from "../format.ts";
import { Notice } from "../parts/notice.tsx";
import { texts } from "../texts/texts.ts";
import styles from "./shell.module.css";

/** Milliseconds by which clocks may differ before anybody need know. */
const USUAL = 300_000;

/** Says what somebody in a shared book has to know before they type: that it is only to be read, or that their clock is wrong. */
export function SharingBanner() {
  const isReader = useBook((state) => state.sharing?.role === "reader");
  const ahead = useBook((state) => state.sharing?.clockAhead ?? 0);
  if (!isReader && Math.abs(ahead) < USUAL) return null;
  return (
    <div className={styles["banner"]}>
      {isReader && (
        <Notice tone="past">
          <strong>{texts.link.reader}</strong> {texts.link.readerMeans}
        </Notice>
      )}
      {Math.abs(ahead) >= USUAL && (
        <Notice tone="past">
          <strong>
            {ahead > 0
              ? texts.link.clockFast(formatWait(ahead))
              : texts.link.clockSlow(formatWait(-ahead))}
          </strong>{" "}
          {texts.link.clockMeans}
        </Notice>
      )}
    </div>
  );
}
