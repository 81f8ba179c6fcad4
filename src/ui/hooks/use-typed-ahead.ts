import { useEffect, useRef } from "react";

/**
 * Keeps what is typed while a dialog was asked for and is not drawn yet: it is meant for the
 * dialog's field, and not for the screen below, whose keys would act on it.
 * @returns tells what was typed until now.
 */
export function useTypedAhead(isAsked: boolean): () => string {
  const typed = useRef("");
  useEffect(() => {
    typed.current = "";
    if (!isAsked) return undefined;
    const keep = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey } = event;
      const isEdit = key.length === 1 || key === "Backspace" || key === "Enter";
      if (!isEdit || ctrlKey || metaKey || altKey) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      event.stopPropagation();
      if (key.length === 1) typed.current += key;
      else if (key === "Backspace") typed.current = typed.current.slice(0, -1);
    };
    document.addEventListener("keydown", keep, true);
    return () => document.removeEventListener("keydown", keep, true);
  }, [isAsked]);
  return () => typed.current;
}
