import { useState } from "react";
import { isUnderWay } from "../../../application/session/under-way.ts";
import { Button } from "../../components/button.tsx";
import { Notice } from "../../components/notice.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "../shell.module.css";

/** Says that a newer version waits. Nothing is reloaded unasked: somebody may be typing. */
export function UpdateNotice() {
  const { store } = useServices().session;
  const update = useBook((state) => state.update);
  const [isAsked, setAsked] = useState(false);
  if (!update) return null;
  const begin = async (): Promise<void> => {
    if (await isUnderWay()) setAsked(true);
    else update();
  };
  return (
    <div className={styles["banner"]}>
      <Notice
        tone="done"
        actions={
          <>
            <Button look={isAsked ? "danger" : "primary"} onClick={isAsked ? update : begin}>
              {isAsked ? rooms.notices.updateAllTheSame : rooms.notices.updateNow}
            </Button>
            <Button look="quiet" onClick={() => store.setState({ update: undefined })}>
              {rooms.common.later}
            </Button>
          </>
        }
      >
        {isAsked ? rooms.notices.updateBreaksOff : rooms.notices.update}
      </Notice>
    </div>
  );
}
