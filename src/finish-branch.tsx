import type { Root } from "react-dom/client";
import type { BookCatalog, BookEntry, BranchPoint } from "./eventlog/book-catalog.ts";
import { isHindsightError } from "./eventlog/errors.ts";
import type { EventLog } from "./eventlog/event-log.ts";
import { copyInWorker } from "./store/copy-in-worker.ts";
import { describeImport } from "./ui/actions/describe-import.ts";
import { Button } from "./ui/parts/button.tsx";
import { OpeningScreen } from "./ui/shell/opening-screen.tsx";
import { TroubleScreen } from "./ui/shell/trouble-screen.tsx";

interface FinishBranchOptions {
  readonly root: Root;
  readonly catalog: BookCatalog;
  /** Opens the branch's own log. */
  openLog(): Promise<EventLog>;
  /** Starts a worker that carries out an `ImportOrder`. */
  startWorker(): Worker;
}

/**
 * Copies what a branch does not have yet of the events it begins with, and shows how far it is.
 * @returns true once the branch is whole; false where it cannot become so now, or nobody wants it any more: then the page
 * shows the ways on, or leaves.
 */
export async function finishBranch(
  book: BookEntry,
  branchOf: BranchPoint,
  { root, catalog, openLog, startWorker }: FinishBranchOptions,
): Promise<boolean> {
  const log = await openLog();
  const head = await log.head();
  log.close();
  if (head.position >= branchOf.at) return true;

  const origin = await catalog.find(branchOf.book);
  const discard = async (): Promise<void> => {
    await catalog.remove(book.id);
    location.assign(origin ? `?book=${origin.id}` : "?");
  };
  const showTrouble = (title: string, message: string): void =>
    root.render(
      <TroubleScreen
        title={title}
        message={message}
        books={origin ? [origin] : []}
        action={
          <Button look="danger" onClick={discard}>
            Discard the branch
          </Button>
        }
      />,
    );
  if (!origin) {
    showTrouble("The branch cannot be made", GONE);
    return false;
  }

  const controller = new AbortController();
  const begun = performance.now();
  const onProgress = (done: number, total: number): void => {
    const pace = describeImport({ done, total, read: done }, performance.now() - begun);
    const label = `Making the branch: ${pace}, event`;
    root.render(<OpeningScreen {...{ label, done, total }} onCancel={() => controller.abort()} />);
  };
  try {
    onProgress(head.position, branchOf.at);
    const copy = { from: branchOf.book, to: book.id, upTo: branchOf.at };
    await copyInWorker(startWorker, copy, { signal: controller.signal, onProgress });
    return true;
  } catch (error) {
    if (controller.signal.aborted) await discard();
    else showTrouble("The branch could not be made", messageOf(error));
    return false;
  }
}

const GONE =
  "The book it was to begin like is not in this browser any more, and only a part of its events was copied. Nothing else is lost.";

function messageOf(error: unknown): string {
  const advice = isHindsightError(error) ? error.advice : "";
  const message = error instanceof Error ? error.message : String(error);
  return `${message} ${advice} The book it comes from was not touched. Reload this page to go on where the copying stopped.`;
}
