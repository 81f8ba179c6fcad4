import { useBook, useServices } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { rooms } from "../texts/rooms.ts";
import { texts } from "../texts/texts.ts";
import styles from "./shell.module.css";

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
