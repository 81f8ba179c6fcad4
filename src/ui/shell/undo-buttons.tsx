import { Redo2, Undo2 } from "lucide-react";
import { useEffect } from "react";
import { Button } from "../components/button.tsx";
import { useBook, useIsPast, useServices } from "../context/book-context.tsx";
import { texts } from "../i18n/texts.ts";
import styles from "./shell.module.css";

interface UndoButtonsProps {
  /** The sheet they stand in, by its id: it closes when they are used. There they are called by their names. */
  readonly within?: string;
}

/** Take back and do again, also by ⌘Z and ⇧⌘Z, or Ctrl Z and Ctrl Y. They stay where they are, whatever can be done. */
export function UndoButtons({ within }: UndoButtonsProps) {
  const { own } = useServices();
  const canUndo = useBook((state) => state.own.done.length > 0);
  const canRedo = useBook((state) => state.own.undone.length > 0);
  const isPast = useIsPast();

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const which = keyMeans(event);
      if (!which || isForSomebodyElse(event.target)) return;
      event.preventDefault();
      own[which]();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [own]);

  const titleOf = (can: boolean, does: string, nothing: string): string =>
    isPast ? texts.undo.inPast : can ? does : nothing;
  const shared = {
    ...(within
      ? { popoverTarget: within, popoverTargetAction: "hide" as const }
      : { look: "quiet" as const }),
  };
  return (
    <span className={styles["undo"]}>
      <Button
        {...shared}
        aria-label={texts.undo.undo}
        aria-disabled={!canUndo || isPast}
        title={titleOf(canUndo, texts.undo.takesBack, texts.undo.nothingDone)}
        onClick={() => own.undo()}
      >
        <Undo2 size={16} aria-hidden="true" /> {within && texts.undo.undo}
      </Button>
      <Button
        {...shared}
        aria-label={texts.undo.redo}
        aria-disabled={!canRedo || isPast}
        title={titleOf(canRedo, texts.undo.doesAgain, texts.undo.nothingUndone)}
        onClick={() => own.redo()}
      >
        <Redo2 size={16} aria-hidden="true" /> {within && texts.undo.redo}
      </Button>
    </span>
  );
}

function keyMeans(event: KeyboardEvent): "undo" | "redo" | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (altKey || ctrlKey === metaKey) return undefined;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" && ctrlKey ? "redo" : undefined;
}

// Where one types, the browser takes back what was typed; what is open over the screen comes first.
function isForSomebodyElse(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest("input, textarea, [contenteditable], dialog") !== null;
}
