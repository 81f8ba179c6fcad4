import { useEffect, useState } from "react";
import { useServices } from "../context/book-context.tsx";
import { offerFile } from "../context/file-intake.ts";
import { texts } from "../i18n/texts.ts";
import styles from "./shell.module.css";

/** Takes a file that is dropped anywhere, on any screen. */
export function DropPlace() {
  const { store } = useServices().session;
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    const listening = new AbortController();
    const listen = (type: "dragover" | "dragleave" | "drop", on: (event: DragEvent) => void) =>
      window.addEventListener(type, on, { signal: listening.signal });
    listen("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      // Or else the browser would leave the app for the file.
      event.preventDefault();
      setOver(true);
    });
    // Leaving an element for one within it is no leaving: only the page's edge has nothing beyond.
    listen("dragleave", (event) => {
      if (event.relatedTarget === null) setOver(false);
    });
    listen("drop", (event) => {
      setOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      offerFile(store, file);
    });
    return () => listening.abort();
  }, [store]);

  return isOver ? (
    <div className={styles["dropPlace"]} aria-hidden="true">
      {texts.common.dropHere}
    </div>
  ) : null;
}
