import { Notice } from "../../components/notice.tsx";
import { useBook } from "../../context/book-context.tsx";
import { formatWait } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "../shell.module.css";

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
          <strong>{rooms.notices.reader}</strong> {rooms.notices.readerMeans}
        </Notice>
      )}
      {Math.abs(ahead) >= USUAL && (
        <Notice tone="past">
          <strong>
            {ahead > 0
              ? rooms.notices.clockFast(formatWait(ahead))
              : rooms.notices.clockSlow(formatWait(-ahead))}
          </strong>{" "}
          {rooms.notices.clockMeans}
        </Notice>
      )}
    </div>
  );
}
