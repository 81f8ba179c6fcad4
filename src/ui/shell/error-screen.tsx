import type { ReactNode } from "react";
import type { BookEntry } from "../../application/books/book-catalog.ts";
import { buttonClass } from "../components/button.tsx";
import { texts } from "../i18n/texts.ts";
import { TroubleFrame } from "./error-frame.tsx";

interface TroubleScreenProps {
  readonly title: string;
  readonly message: string;
  /** Books that can be opened instead. */
  readonly books: readonly BookEntry[];
  /** What else can be done about it. */
  readonly action?: ReactNode;
}

/** What stands there when the book of the address cannot be opened: why, what is safe, and the ways on. */
export function TroubleScreen({ title, message, books, action }: TroubleScreenProps) {
  return (
    <TroubleFrame title={title} message={message}>
      {books.map(({ id, name }) => (
        <a key={id} className={buttonClass()} href={`?book=${id}`}>
          {texts.opening.other(name)}
        </a>
      ))}
      {action}
      <a className={buttonClass("primary")} href="?">
        {books.length > 0 ? texts.opening.last : texts.opening.tryAgain}
      </a>
    </TroubleFrame>
  );
}
