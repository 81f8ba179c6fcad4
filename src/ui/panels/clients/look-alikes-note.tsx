import { useDeferredValue } from "react";
import { lookAlikesIn } from "../../../views/look-alikes.ts";
import { useBook, useServices, useShownPosition } from "../../book-context.tsx";
import styles from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";

/** Points out the clients whose username is easily taken for another one. */
export function LookAlikesNote({ username }: { readonly username: string }) {
  const { history } = useServices().session;
  const at = useShownPosition();
  // What is taken back, or was still to be read, changes what there is.
  useBook((state) => state.takenBack);
  useBook((state) => state.unread);
  // Drawn empty first, so that what comes into it is read out.
  const asked = useDeferredValue(username, "");
  const found = lookAlikesIn(history.clients).of(asked, at);
  return (
    <p className={styles["lookAlikes"]} aria-live="polite">
      {found.length > 0 && rooms.clients.lookAlikes(found)}
    </p>
  );
}
