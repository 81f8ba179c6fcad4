import { useState } from "react";
import { sayError } from "../../eventlog/errors.ts";
import { useServices } from "../book-context.tsx";
import { fileName, saveFile } from "./save-file.ts";

/** Exports by hand, and what became of the last one. */
export interface SaveLog {
  /** Hands the whole log to the person's downloads, and remembers it as a backup. */
  save(): Promise<void>;
  /** Hands over any other file made of the book. */
  saveOther(make: () => Promise<Blob>, ending: string): Promise<void>;
  readonly problem: string | undefined;
}

/** The one way in which a log leaves the book by hand. */
export function useSaveLog(): SaveLog {
  const { session, care } = useServices();
  const [problem, setProblem] = useState<string>();

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      setProblem(undefined);
    } catch (error) {
      setProblem(sayError(error));
    }
  };
  const nameOf = () => session.store.getState().book.name;

  return {
    problem,
    save: () =>
      attempt(async () => {
        const { exportLog } = await import("../../store/export-log.ts");
        const { file, head } = await exportLog(session);
        saveFile(file, fileName(nameOf(), head.position, "ndjson"));
        await care.noteBackup(head);
      }),
    saveOther: (make, ending) =>
      attempt(async () => {
        const { position } = session.history.head();
        saveFile(await make(), fileName(nameOf(), position, ending));
      }),
  };
}
