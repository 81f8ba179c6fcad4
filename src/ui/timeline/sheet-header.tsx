import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "../components/button.tsx";
import { useBook, useServices, useShownPosition } from "../context/book-context.tsx";
import { rooms } from "../i18n/screen-texts.ts";
import { texts } from "../i18n/texts.ts";
import { valueText } from "./cursor-label.ts";
import styles from "./sheet-header.module.css";

/** Head of the timeline where it takes the lower half of a narrow screen: where one is, and the way to close it, also by Escape. */
export function SheetHead() {
  const { history, store } = useServices().session;
  const at = useShownPosition();
  const head = useBook((state) => state.head.position);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const from = document.activeElement;
    title.current?.focus({ preventScroll: true });
    const close = () => store.setState({ isTimeSheetOpen: false });
    const press = (event: KeyboardEvent): void => {
      const isInside = title.current?.closest("section")?.contains(event.target as Node);
      if (event.key !== "Escape" || !isInside) return;
      event.stopPropagation();
      close();
    };
    // Before the keys of the whole page, for which Escape means something else.
    document.addEventListener("keydown", press, { capture: true });
    return () => {
      document.removeEventListener("keydown", press, { capture: true });
      if (from instanceof HTMLElement) from.focus({ preventScroll: true });
    };
  }, [store]);
  return (
    <header className={styles["head"]}>
      <div>
        <h2 ref={title} tabIndex={-1}>
          {texts.screens.timeline}
        </h2>
        <p className={styles["where"]}>{valueText(history, at, head)}</p>
      </div>
      <Button
        look="quiet"
        aria-label={rooms.dock.closeSheet}
        onClick={() => store.setState({ isTimeSheetOpen: false })}
      >
        <X size={18} aria-hidden="true" />
      </Button>
    </header>
  );
}
