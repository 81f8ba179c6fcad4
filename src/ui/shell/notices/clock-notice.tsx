import { Button } from "../../components/button.tsx";
import { Notice } from "../../components/notice.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { formatMoment } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "../shell.module.css";

/** Says that the clock of this device is probably wrong, before anything is written by it. */
export function ClockNotice() {
  const { store } = useServices().session;
  const clock = useBook((state) => state.clock);
  if (!clock) return null;
  const { doubt, newest, now } = clock;
  return (
    <div className={styles["banner"]}>
      <Notice
        tone="past"
        actions={
          <Button onClick={() => store.setState({ clock: undefined })}>
            {rooms.notices.clockIsRight}
          </Button>
        }
      >
        <strong>{rooms.notices.clockStands(formatMoment(now))}</strong>{" "}
        {rooms.notices[doubt === "behind" ? "clockBehind" : "clockFarAhead"](formatMoment(newest))}
      </Notice>
    </div>
  );
}
