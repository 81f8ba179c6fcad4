import { useDeferredValue, useMemo } from "react";
import { createLookAlikes } from "../../../views/look-alikes.ts";
import { useServices, useShownPosition } from "../../book-context.tsx";
import styles from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";

/** Points out the clients whose username is easily taken for another one. */
export function LookAlikesNote({ username }: { readonly username: string }) {
  const { history } = useServices().session;
  const at = useShownPosition();
  const lookAlikes = useMemo(() => createLookAlikes(history.clients), [history]);
  const asked = useDeferredValue(username.trim());
  const found = asked === "" ? [] : lookAlikes.of(asked, at);
  return (
    <p className={styles["lookAlikes"]} aria-live="polite">
      {found.length > 0 && rooms.clients.lookAlikes(found)}
    </p>
  );
}
