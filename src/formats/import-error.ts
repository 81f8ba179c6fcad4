import type { Position } from "../eventlog/envelope.ts";
import { HindsightError } from "../eventlog/errors.ts";

interface ImportErrorOptions {
  readonly diverges?: boolean;
  readonly cancelled?: boolean;
  readonly wholeUpTo?: Position | undefined;
}

/** A file is not what it says. Nothing was written. */
export class ImportError extends HindsightError {
  override readonly name = "ImportError";
  readonly code = "import";
  readonly advice: string;
  /** Line of the file, from 1; 0 means the file as a whole. */
  readonly line: number;
  readonly reason: string;
  /** True when the file is sound but tells another story than the book: it can be opened as a book of its own. */
  readonly diverges: boolean;

  /**
   * Present when the file is cut: the last event up to which it tells whole commands, if any.
   */
  readonly wholeUpTo: Position | undefined;

  /** True when the person broke the import off. */
  readonly cancelled: boolean;

  constructor(
    line: number,
    reason: string,
    { diverges = false, cancelled = false, wholeUpTo }: ImportErrorOptions = {},
  ) {
    super(line === 0 ? reason : `Line ${line}: ${reason}`);
    this.line = line;
    this.reason = reason;
    this.diverges = diverges;
    this.cancelled = cancelled;
    this.wholeUpTo = wholeUpTo;
    if (cancelled) this.advice = "Nothing was written, the book is as it was.";
    else if (wholeUpTo !== undefined)
      this.advice =
        "Nothing was written, the book is as it was. Look for a whole copy of the file, or take what is there.";
    else if (diverges)
      this.advice = "Nothing was written. Open the file as a new book to look at both.";
    else
      this.advice =
        "Nothing was written, the book is as it was. Mend the file or export it again, then import it once more.";
  }
}

/** True for an error that names line and reason of a bad file. */
export function isImportError(error: unknown): error is ImportError {
  return error instanceof ImportError;
}
