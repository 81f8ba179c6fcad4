import { useDeferredValue } from "react";
import { lookAlikesIn } from "../../../read-model/search/look-alikes.ts";
import styles from "../../components/layout.module.css";
import { useBook, useServices, useShownPosition } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";

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
