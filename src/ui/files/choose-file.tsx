import { useRef } from "react";
import { Button, type Look } from "../components/button.tsx";

interface ChooseFileProps {
  readonly label: string;
  /** Endings and media types of the files that are offered first. */
  readonly accept: string;
  readonly look?: Look;
  readonly disabled?: boolean;
  onChoose(file: File): void;
}

/** A button that asks for a file. */
export function ChooseFile({ label, accept, look, disabled, onChoose }: ChooseFileProps) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        hidden
        accept={accept}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // Cleared, so that the same file can be picked again after it was mended.
          event.currentTarget.value = "";
          if (file) onChoose(file);
        }}
      />
      <Button {...(look && { look })} disabled={disabled} onClick={() => picker.current?.click()}>
        {label}
      </Button>
    </>
  );
}
