import { useRef, useState } from "react";
import { isHindsightError } from "../../eventlog/errors.ts";
import type { ImportReport } from "../../store/import-log.ts";
import { isImportError } from "../../transfer/import-error.ts";
import { useServices } from "../book-context.tsx";
import { formatCount } from "../format.ts";

/** What became of the last import. */
export type ImportState =
  | { readonly kind: "idle" }
  | { readonly kind: "busy" }
  | { readonly kind: "done"; readonly message: string }
  | { readonly kind: "refused"; readonly message: string; readonly otherBook?: File };

/** Imports files into the open book, or as a new one. */
export interface ImportAction {
  readonly state: ImportState;
  start(file: File): Promise<void>;
  startAsNewBook(file: File): Promise<void>;
}

/** The state and the steps of an import by hand. */
export function useImport(): ImportAction {
  const { importLog, openBook } = useServices();
  const [state, setState] = useState<ImportState>({ kind: "idle" });
  const busy = useRef(false);

  const run = async (file: File, work: () => Promise<void>): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setState({ kind: "busy" });
    try {
      await work();
    } catch (error) {
      setState(refusal(file, error));
    } finally {
      busy.current = false;
    }
  };

  return {
    state,
    start: (file) =>
      run(file, async () => {
        setState({ kind: "done", message: told(file, await importLog(file)) });
      }),
    startAsNewBook: (file) =>
      run(file, async () => {
        openBook((await importLog(file, { asNewBook: true })).book);
      }),
  };
}

function told({ name }: File, { added, known }: ImportReport): string {
  if (added === 0)
    return `${name}: nothing new. All of its ${formatCount(known)} events stand here already.`;
  const before = known > 0 ? ` ${formatCount(known)} stood here already.` : "";
  return `${name}: ${formatCount(added)} ${added === 1 ? "event" : "events"} added.${before}`;
}

function refusal(file: File, error: unknown): ImportState {
  const message = error instanceof Error ? error.message : String(error);
  const advice = isHindsightError(error) ? error.advice : "Nothing was written.";
  const diverges = isImportError(error) && error.diverges;
  return {
    kind: "refused",
    message: `${file.name} was not imported. ${message.replace(/\.?$/, ".")} ${advice}`,
    ...(diverges && { otherBook: file }),
  };
}
