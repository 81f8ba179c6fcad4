import { Search } from "lucide-react";
import { Link } from "wouter";
import { useBook, useServices } from "../book-context.tsx";
import { texts } from "../texts/texts.ts";
import { useIsNarrow } from "../use-window-size.ts";
import { LinkBadge } from "./link-badge.tsx";
import styles from "./shell.module.css";
import { TimeBadge } from "./time-badge.tsx";
import { UndoButtons } from "./undo-buttons.tsx";

/**
 * The book's name, the way to search, undo and redo, and the badge that says which moment is on the screen. None of them ever
 * moves.
 */
export function TopBar() {
  const { store } = useServices().session;
  const isNarrow = useIsNarrow();
  const name = useBook((state) => state.book.name);
  return (
    <header className={styles["top"]}>
      <Link to="/books" className={styles["bookName"]} title={texts.top.allBooks}>
        {name} <span aria-hidden="true">▾</span>
        <span className="visually-hidden">{texts.top.toAllBooks}</span>
      </Link>
      <button
        type="button"
        className={styles["search"]}
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => store.setState({ overlay: "palette" })}
      >
        <Search size={15} aria-hidden="true" />
        <span className={styles["searchWord"]}>{texts.top.search}</span>
        <span aria-hidden="true" className={styles["searchKey"]}>
          {texts.common.commandKey("K")}
        </span>
      </button>
      {!isNarrow && <UndoButtons />}
      <LinkBadge />
      <TimeBadge />
    </header>
  );
}
