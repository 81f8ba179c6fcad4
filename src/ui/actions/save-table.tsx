import type { Position } from "../../eventlog/envelope.ts";
import { useShownPosition } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Progress } from "../parts/progress.tsx";
import { texts } from "../texts/texts.ts";
import { useFileWriter } from "./use-file-writer.ts";
import type { FileSteps } from "./write-file.ts";

interface SaveTableProps {
  /** What the file holds, as in “orders”. */
  readonly what: string;
  readonly label?: string;
  readonly small?: boolean;
  /** Begins the file of the rows as of a position. */
  begin(at: Position): FileSteps | Promise<FileSteps>;
}

/** A button that saves all rows of a table as a file, as of the moment on the screen. */
export function SaveTable({
  what,
  label = texts.files.save,
  small = false,
  begin,
}: SaveTableProps) {
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
      onClick={() => write(`${what} ${at}`, "csv", () => begin(at))}
    >
      {label}
    </Button>
  );
}
