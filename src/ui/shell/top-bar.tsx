import { Link } from "wouter";
import { useBook } from "../book-context.tsx";
import styles from "./shell.module.css";
import { TimeBadge } from "./time-badge.tsx";

/** The book's name and the badge that says which moment is on the screen. Neither ever moves. */
export function TopBar() {
  const name = useBook((state) => state.book.name);
  return (
    <header className={styles["top"]}>
      <Link to="/books" className={styles["bookName"]} title="All books">
        {name} <span aria-hidden="true">▾</span>
        <span className="visually-hidden">, all books</span>
      </Link>
      <TimeBadge />
    </header>
  );
}
