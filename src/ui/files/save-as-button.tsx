import type { FileSteps } from "../../application/files/chunked-file-writer.ts";
import type { Position } from "../../eventlog/envelope.ts";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { Progress } from "../components/progress.tsx";
import { useShownPosition } from "../context/book-context.tsx";
import { texts } from "../i18n/texts.ts";
import { useFileWriter } from "./use-file-writer.ts";

interface SaveAsProps {
  /** What the file holds, as in “orders”. */
  readonly what: string;
  readonly label?: string;
  /** How the file's name ends. */
  readonly ending?: string;
  readonly small?: boolean;
  /** Begins the file as of a position. */
  begin(at: Position): FileSteps | Promise<FileSteps>;
}

/** A button that saves a table, or all of the book, as a file: as of the moment on the screen, with progress where it takes long. */
export function SaveAs(props: SaveAsProps) {
  const { what, label = texts.files.save, ending = "csv", small = false, begin } = props;
  const at = useShownPosition();
  const { written, problem, write, cancel, dismiss } = useFileWriter();
  if (problem !== undefined) {
    return (
      <Notice tone="refused" actions={<Button onClick={dismiss}>{texts.common.close}</Button>}>
        {problem}
      </Notice>
    );
  }
  if (written) return <Progress label={texts.files.writing(what)} {...written} onCancel={cancel} />;
  return (
    <Button
      small={small}
      aria-label={texts.files.saveOne(label, what)}
      onClick={() => write(`${what} ${at}`, ending, () => begin(at))}
    >
      {label}
    </Button>
  );
}
