import { Search } from "lucide-react";
import { Link } from "wouter";
import { useBook, useServices } from "../book-context.tsx";
import styles from "./shell.module.css";
import { TimeBadge } from "./time-badge.tsx";

/** The book's name, the way to search, and the badge that says which moment is on the screen. Neither ever moves. */
export function TopBar() {
  const { store } = useServices().session;
  const name = useBook((state) => state.book.name);
  return (
    <header className={styles["top"]}>
      <Link to="/books" className={styles["bookName"]} title="All books">
        {name} <span aria-hidden="true">▾</span>
        <span className="visually-hidden">, all books</span>
      </Link>
      <button
        type="button"
        className={styles["search"]}
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => store.setState({ overlay: "palette" })}
      >
        <Search size={15} aria-hidden="true" />
        <span className={styles["searchWord"]}>Search</span>
        <kbd aria-hidden="true" className={styles["searchKey"]}>
          ⌘K
        </kbd>
      </button>
      <TimeBadge />
    </header>
  );
}
