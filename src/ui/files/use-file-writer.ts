import { useEffect, useRef, useState } from "react";
import {
  type FileSteps,
  type Written,
  writeFile,
} from "../../application/files/chunked-file-writer.ts";
import { isHindsightError } from "../../eventlog/errors.ts";
import { useBook, useServices } from "../context/book-context.tsx";
import { texts } from "../i18n/texts.ts";
import { fileName, saveFile } from "./download.ts";

/** A file that is being written, and what became of the last one. */
export interface FileWriter {
  /** Absent while no file takes long. */
  readonly written: Written | undefined;
  /** Why there is no file. */
  readonly problem: string | undefined;
  /**
   * Writes a file once all of the past is read, and hands it over to the person's downloads. Breaks off the one before.
   * @param part what the file holds of the book: its name says so.
   */
  write(part: string, ending: string, begin: () => FileSteps | Promise<FileSteps>): Promise<void>;
  cancel(): void;
  /** The problem was read. */
  dismiss(): void;
}

/** Writes files in slices, for as long as the screen is there that wants them. */
export function useFileWriter(): FileWriter {
  const { session } = useServices();
  const book = useBook((state) => state.book.name);
  const running = useRef<AbortController>(undefined);
  const [written, setWritten] = useState<Written>();
  const [problem, setProblem] = useState<string>();
  const cancel = (): void => running.current?.abort();
  useEffect(() => () => running.current?.abort(), []);

  return {
    written,
    problem,
    cancel,
    dismiss: () => setProblem(undefined),
    async write(part, ending, begin) {
      cancel();
      const controller = new AbortController();
      running.current = controller;
      const isLast = () => running.current === controller;
      setProblem(undefined);
      try {
        await session.recall();
        const file = await writeFile(await begin(), controller.signal, setWritten);
        if (file) saveFile(file, fileName(book, part, ending));
      } catch (error) {
        if (isLast()) setProblem(sayProblem(error));
      }
      if (isLast()) setWritten(undefined);
    },
  };
}

function sayProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const advice = isHindsightError(error) ? error.advice : texts.files.nothingChanged;
  return texts.files.failed(message, advice);
}
