import { useState } from "react";
import { StorageError, sayError } from "../../eventlog/errors.ts";
import { useServices } from "../context/book-context.tsx";
import { rooms } from "../i18n/screen-texts.ts";
import { fileName, saveFile } from "./download.ts";

/** Exports by hand, and what became of the last one. */
export interface SaveLog {
  /**
   * Hands the whole log to the person's downloads, and reads the file back: one that would not give
   * the book again is told, and is not remembered as a backup.
   */
  save(): Promise<void>;
  /** Hands over any other file made of the book. */
  saveOther(make: () => Promise<Blob>, ending: string): Promise<void>;
  readonly problem: string | undefined;
  /**
   * How far the last export has come: that its file is read back, and then what was found in it.
   */
  readonly told: string | undefined;
}

/** The one way in which a log leaves the book by hand. */
export function useSaveLog(): SaveLog {
  const { session, care, importLog } = useServices();
  const [problem, setProblem] = useState<string>();
  const [told, setTold] = useState<string>();

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      setProblem(undefined);
    } catch (error) {
      setTold(undefined);
      setProblem(sayError(error));
    }
  };
  const nameOf = () => session.store.getState().book.name;

  return {
    problem,
    told,
    save: () =>
      attempt(async () => {
        const { exportLog } = await import("../../application/files/export-log.ts");
        const { file, head } = await exportLog(session);
        saveFile(file, fileName(nameOf(), head.position, "ndjson"));
        setTold(rooms.backup.readingBack);
        const { read, fingerprint } = await importLog(file, {
          dryRun: true,
          asNewBook: true,
        }).catch((error) => {
          throw new StorageError(rooms.backup.notReadBack(sayError(error)));
        });
        if (read !== head.position || (read > 0 && fingerprint !== head.hash)) {
          throw new StorageError(rooms.backup.notTheSame(read, head.position));
        }
        setTold(rooms.backup.readBack(head.position));
        await care.noteBackup(head);
      }),
    saveOther: (make, ending) =>
      attempt(async () => {
        const { position } = session.history.head();
        saveFile(await make(), fileName(nameOf(), position, ending));
      }),
  };
}
