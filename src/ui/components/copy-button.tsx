import { useState } from "react";
import { rooms } from "../i18n/screen-texts.ts";
import { Button } from "./button.tsx";

interface CopyButtonProps {
  /** What the button says before it was used. */
  readonly label: string;
  readonly text: string;
}

/** Copies a text, and says whether it did. Another text makes it begin anew. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const [told, setTold] = useState<{ readonly text: string; readonly words: string }>();
  const words = told?.text === text ? told.words : undefined;
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setTold({ text, words: rooms.common.copied });
    } catch {
      // No clipboard without a secure address, nor where the person forbade it.
      setTold({ text, words: rooms.common.notCopied });
    }
  };
  return (
    <Button small onClick={copy}>
      <span aria-live="polite">{words ?? label}</span>
    </Button>
  );
}
