import { useBook, useServices } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { rooms } from "../texts/rooms.ts";
import styles from "./shell.module.css";

/** Says that a newer version waits. Nothing is reloaded unasked: somebody may be typing. */
export function UpdateNotice() {
  const { store } = useServices().session;
  const update = useBook((state) => state.update);
  if (!update) return null;
  return (
    <div className={styles["banner"]}>
      <Notice
        tone="done"
        actions={
          <>
            <Button look="primary" onClick={update}>
              {rooms.notices.updateNow}
            </Button>
            <Button look="quiet" onClick={() => store.setState({ update: undefined })}>
              {rooms.common.later}
            </Button>
          </>
        }
      >
        {rooms.notices.update}
      </Notice>
    </div>
  );
}
