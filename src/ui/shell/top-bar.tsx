import { Search } from "lucide-react";
import { Suspense } from "react";
import { Link } from "wouter";
import { Boundary } from "../components/boundary.tsx";
import { useBook, useServices } from "../context/book-context.tsx";
import { DrawnPanel } from "../context/lazy-screen.tsx";
import { useIsNarrow } from "../hooks/use-window-size.ts";
import { texts } from "../i18n/texts.ts";
import { LINK_BADGE } from "../screens.ts";
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
      <LinkPlace />
      <TimeBadge />
    </header>
  );
}

// Nothing where the book is one of this browser alone, or the code of it does not come.
function LinkPlace() {
  const isShared = useBook((state) => state.sharing !== undefined);
  if (!isShared) return null;
  return (
    <Boundary fallback={() => null}>
      <Suspense>
        <DrawnPanel panel={LINK_BADGE} />
      </Suspense>
    </Boundary>
  );
}
