import { Button } from "../../components/button.tsx";
import { Notice } from "../../components/notice.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import styles from "../shell.module.css";

/** Says why the moment that the address asked for is not on the screen. */
export function StrayNotice() {
  const { store } = useServices().session;
  const stray = useBook((state) => state.stray);
  const head = useBook((state) => state.head.position);
  if (!stray) return null;
  return (
    <div className={styles["banner"]}>
      <Notice
        tone="past"
        actions={
          <Button onClick={() => store.setState({ stray: undefined })}>{texts.common.close}</Button>
        }
      >
        {stray.kind === "beyond"
          ? rooms.notices.beyondHead(stray.at, head)
          : rooms.notices.noMoment(stray.text)}
      </Notice>
    </div>
  );
}
