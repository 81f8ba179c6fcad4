import { useRef, useState } from "react";
import type { ImportOptions, ImportProgress } from "../../application/files/import-log.ts";
import type { OfferedFile } from "../../application/files/offered-file.ts";
import type { Position } from "../../eventlog/envelope.ts";
import { isHindsightError, isSharedLogError } from "../../eventlog/errors.ts";
import { isImportError } from "../../formats/import-error.ts";
import { useServices } from "../context/book-context.tsx";
import { rooms } from "../i18n/screen-texts.ts";
import {
  addsAnything,
  describeAdditions,
  describeConsent,
  describeOutcome,
  describeSource,
} from "./describe-import.ts";

/** What became of the last import. */
export type ImportState =
  | { readonly kind: "idle" }
  | {
      readonly kind: "busy";
      readonly what: "importing" | "checking";
      readonly progress: ImportProgress;
      /** Milliseconds since it began. */
      readonly elapsed: number;
    }
  | {
      readonly kind: "asking";
      readonly file: File;
      readonly message: string;
      /** What the button says that carries it out. */
      readonly consent: string;
    }
  | { readonly kind: "done"; readonly message: string }
  | {
      readonly kind: "refused";
      readonly message: string;
      readonly otherBook?: File;
      /** What is whole of a file that is cut. */
      readonly whole?: WholePart;
    };

/** The part of a cut file that can be taken, and where it was to go. */
export interface WholePart {
  readonly file: File;
  readonly upTo: Position;
  readonly asNewBook: boolean;
}

/** Imports files into the open book, or as a new one. */
export interface ImportAction {
  readonly state: ImportState;
  /**
   * Into an empty book at once; into any other, and whatever no person chose, only after a dry run
   * has shown what would be added and was agreed to.
   */
  start(offered: OfferedFile): Promise<void>;
  /** Carries out what the dry run has shown. */
  confirm(file: File): Promise<void>;
  startAsNewBook(file: File): Promise<void>;
  /** Imports what is whole of a cut file. */
  takeWhole(part: WholePart): Promise<void>;
  /** Breaks off what is under way, or leaves the question. */
  cancel(): void;
}

const BEGIN: ImportProgress = { done: 0, total: 0, read: 0 };

/** The state and the steps of an import by hand. */
export function useImport(): ImportAction {
  const { importLog, openBook, session } = useServices();
  const [state, setState] = useState<ImportState>({ kind: "idle" });
  const running = useRef<AbortController>(undefined);

  const run = async (
    file: File,
    what: (ImportState & { kind: "busy" })["what"],
    work: (watched: Watched) => Promise<ImportState>,
    asNewBook = false,
  ): Promise<void> => {
    if (running.current) return;
    const controller = new AbortController();
    running.current = controller;
    const start = performance.now();
    const onProgress = (progress: ImportProgress) =>
      setState({ kind: "busy", what, progress, elapsed: performance.now() - start });
    onProgress(BEGIN);
    try {
      setState(await work({ signal: controller.signal, onProgress }));
    } catch (error) {
      setState(refusal(file, asNewBook, error));
    } finally {
      running.current = undefined;
    }
  };

  const carryOut = (file: File, options: Pick<ImportOptions, "upTo"> = {}) =>
    run(file, "importing", async (watched) => ({
      kind: "done",
      message: describeOutcome(file.name, await importLog(file, { ...watched, ...options })),
    }));
  const carryOutAside = (file: File, options: Pick<ImportOptions, "upTo"> = {}) =>
    run(
      file,
      "importing",
      async (watched) => {
        openBook((await importLog(file, { ...watched, ...options, asNewBook: true })).book);
        return { kind: "idle" };
      },
      true,
    );

  return {
    state,
    start({ file, source }) {
      const isEmpty = session.history.head().position === 0;
      if (isEmpty && source.kind === "person") return carryOut(file);
      return run(file, "checking", async (watched) => {
        const report = await importLog(file, { ...watched, dryRun: true });
        return addsAnything(report)
          ? {
              kind: "asking",
              file,
              message: describeSource(source) + describeAdditions(file.name, report),
              consent: describeConsent(report),
            }
          : { kind: "done", message: describeOutcome(file.name, report) };
      });
    },
    confirm: (file) => carryOut(file),
    startAsNewBook: (file) => carryOutAside(file),
    takeWhole: ({ file, upTo, asNewBook }) =>
      (asNewBook ? carryOutAside : carryOut)(file, { upTo }),
    cancel() {
      if (running.current) running.current.abort();
      else setState({ kind: "idle" });
    },
  };
}

interface Watched {
  readonly signal: AbortSignal;
  onProgress(progress: ImportProgress): void;
}

function refusal(file: File, asNewBook: boolean, error: unknown): ImportState {
  if (isImportError(error) && error.cancelled) {
    return {
      kind: "done",
      message: rooms.transfer.stopped(file.name, `${error.message} ${error.advice}`),
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  const advice = isHindsightError(error) ? error.advice : rooms.transfer.nothingWritten;
  const isForOtherBook = isImportError(error) ? error.diverges : isSharedLogError(error);
  const upTo = isImportError(error) ? error.wholeUpTo : undefined;
  return {
    kind: "refused",
    message: rooms.transfer.refused(file.name, message.replace(/\.?$/, "."), advice),
    ...(isForOtherBook && { otherBook: file }),
    ...(upTo !== undefined && upTo > 0 && { whole: { file, upTo, asNewBook } }),
  };
}
