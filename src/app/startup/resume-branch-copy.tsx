import type { Root } from "react-dom/client";
import type { BookCatalog, BookEntry, BranchPoint } from "../../application/books/book-catalog.ts";
import { copyInWorker } from "../../application/branches/copy-log-in-worker.ts";
import { sayError } from "../../eventlog/errors.ts";
import type { EventLog } from "../../eventlog/event-log.ts";
import { Button } from "../../ui/components/button.tsx";
import { describeImport } from "../../ui/files/describe-import.ts";
import { rooms } from "../../ui/i18n/screen-texts.ts";
import { TroubleScreen } from "../../ui/shell/error-screen.tsx";
import { OpeningScreen } from "../../ui/shell/opening-screen.tsx";

interface FinishBranchOptions {
  readonly root: Root;
  readonly catalog: BookCatalog;
  /** Opens the branch's own log. */
  openLog(): Promise<EventLog>;
  /** Starts a worker that carries out an `WorkerOrder`. */
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
            {rooms.makingBranch.discard}
          </Button>
        }
      />,
    );
  if (!origin) {
    const { title, message } = rooms.makingBranch.gone;
    showTrouble(title, message);
    return false;
  }

  const controller = new AbortController();
  const begun = performance.now();
  const onProgress = (done: number, total: number): void => {
    const pace = describeImport({ done, total, read: done }, performance.now() - begun);
    const label = rooms.makingBranch.pace(pace);
    root.render(<OpeningScreen {...{ label, done, total }} onCancel={() => controller.abort()} />);
  };
  try {
    onProgress(head.position, branchOf.at);
    const copy = { from: branchOf.book, to: book.id, upTo: branchOf.at };
    await copyInWorker(startWorker, copy, { signal: controller.signal, onProgress });
    return true;
  } catch (error) {
    const { title, message } = rooms.makingBranch.failed;
    if (controller.signal.aborted) await discard();
    else showTrouble(title, message(sayError(error)));
    return false;
  }
}
