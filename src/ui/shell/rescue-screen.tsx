import { useState } from "react";
import type { BookEntry } from "../../application/books/book-catalog.ts";
import { sayError } from "../../eventlog/errors.ts";
import { Button, buttonClass } from "../components/button.tsx";
import { fileName, saveFile } from "../files/download.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { texts } from "../i18n/texts.ts";
import { TroubleFrame } from "./error-frame.tsx";

interface RescueScreenProps {
  readonly title: string;
  readonly message: string;
  /** The book that does not open. */
  readonly book: BookEntry | undefined;
  readonly others: readonly BookEntry[];
  /** Books that are not listed. */
  readonly found: readonly BookEntry[];
  exportLog(book: BookEntry): Promise<{ readonly file: Blob; readonly upTo: number }>;
  /** Lists a book that was found, and opens it. */
  take(book: BookEntry): Promise<void>;
  /** Makes a book, and opens it. */
  begin(): Promise<void>;
}

/**
 * What stands there where no book can be opened, or the list of them is lost: why, what is safe,
 * and each way on. Nothing here needs a book that is open.
 */
export function RescueScreen(props: RescueScreenProps) {
  const { title, message, book, others, found, exportLog, take, begin } = props;
  const [told, setTold] = useState<string>();
  const fail = (error: unknown): void => setTold(rooms.rescue.failed(sayError(error)));
  const save = async (of: BookEntry): Promise<void> => {
    const { file, upTo } = await exportLog(of);
    saveFile(file, fileName(of.name, upTo, "ndjson"));
    setTold(rooms.rescue.saved(upTo));
  };
  return (
    <TroubleFrame title={title} message={message}>
      {book && (
        <>
          <a className={buttonClass("primary")} href={`?book=${book.id}`}>
            {rooms.rescue.again(book.name)}
          </a>
          <Button onClick={() => save(book).catch(fail)}>{rooms.rescue.save}</Button>
        </>
      )}
      {others.map(({ id, name }) => (
        <a key={id} className={buttonClass()} href={`?book=${id}`}>
          {texts.opening.other(name)}
        </a>
      ))}
      {found.map((entry) => (
        <Button key={entry.id} onClick={() => take(entry).catch(fail)}>
          {rooms.rescue.takeOne(entry.name)}
        </Button>
      ))}
      <Button look="quiet" onClick={() => begin().catch(fail)}>
        {rooms.rescue.begin}
      </Button>
      <p role="status">{told}</p>
    </TroubleFrame>
  );
}
