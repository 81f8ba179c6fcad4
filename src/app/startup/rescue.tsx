import type { Root } from "react-dom/client";
import type { BookEntry } from "../../application/books/book-catalog.ts";
import { exportStoredLog } from "../../application/files/export-log.ts";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { sayError } from "../../eventlog/errors.ts";
import { rooms } from "../../ui/i18n/screen-texts.ts";
import { texts } from "../../ui/i18n/texts.ts";
import { RescueScreen } from "../../ui/shell/rescue-screen.tsx";
import type { Device } from "../storage.ts";
import { entriesOf } from "./unlisted-books.ts";

/** Why no book is opened. */
export type Why =
  | { readonly kind: "failed"; readonly book: BookEntry; readonly error: unknown }
  | { readonly kind: "failedTwice"; readonly book: BookEntry }
  /** The book of the address is not here, or is here and is not listed. */
  | { readonly kind: "notHere" | "notListed" }
  /** No book is listed, and there are some. */
  | { readonly kind: "lost" };

interface RescueOptions {
  readonly root: Root;
  readonly device: Device;
  readonly why: Why;
  now(): EpochMs;
  newEntry(): BookEntry;
}

/** Shows every way on where a book does not open, or the list of the books is lost. */
export async function showRescue(options: RescueOptions): Promise<void> {
  const { root, device, why, now, newEntry } = options;
  const book = "book" in why ? why.book : undefined;
  const { catalog } = device;
  const [listed, unlisted] = await Promise.all([
    catalog.list().catch(() => []),
    catalog.unlisted().catch(() => []),
  ]);
  const found = await entriesOf(unlisted, device.openLog, now);
  const open = ({ id }: BookEntry): void => location.assign(`?book=${id}`);
  const take = async (entry: BookEntry): Promise<void> => {
    await catalog.takeBack(entry);
    open(entry);
  };
  const begin = async (): Promise<void> => {
    const entry = newEntry();
    await catalog.add(entry);
    open(entry);
  };
  const exportLog = async ({ id }: BookEntry) => {
    const log = await device.openLog(id);
    try {
      const { file, head } = await exportStoredLog(log, id);
      return { file, upTo: head.position };
    } finally {
      log.close();
    }
  };
  root.render(
    <RescueScreen
      {...tell(why)}
      {...{ book, found }}
      others={listed.filter(({ id }) => id !== book?.id)}
      exportLog={exportLog}
      take={take}
      begin={begin}
    />,
  );
}

function tell(why: Why): { title: string; message: string } {
  const { rescue } = rooms;
  switch (why.kind) {
    case "failed":
      return { title: texts.opening.failed, message: sayError(why.error, texts.opening.reload) };
    case "failedTwice":
      return { title: rescue.failedTwice(why.book.name), message: rescue.failedTwiceMeans };
    case "notHere":
      return { title: rescue.notHere, message: rescue.notHereMeans };
    case "notListed":
      return { title: rescue.notListed, message: rescue.notListedMeans };
    case "lost":
      return { title: rescue.lost, message: rescue.lostMeans };
  }
}
