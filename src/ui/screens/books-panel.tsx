import { useCallback, useEffect, useState } from "react";
import type { BookEntry } from "../../application/books/book-catalog.ts";
import { Button } from "../components/button.tsx";
import { Field } from "../components/field.tsx";
import styles from "../components/layout.module.css";
import { ScreenTitle } from "../components/screen-title.tsx";
import { useBook, useServices } from "../context/book-context.tsx";
import { useDraftField } from "../forms/use-draft.ts";
import { useNameForm } from "../forms/use-name-form.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { texts } from "../i18n/texts.ts";
import { BookCard } from "./book-card.tsx";
import { FoundBooks } from "./books/found-books.tsx";

/** All books of this browser: switch, make, rename, delete. */
export function BooksPanel() {
  const { catalog, createBook } = useServices();
  const current = useBook((state) => state.book.id);
  const [books, setBooks] = useState<readonly BookEntry[]>([]);
  const [name, setName] = useDraftField("new-book");

  const refresh = useCallback(() => {
    catalog.list().then(setBooks, () => setBooks([]));
  }, [catalog]);
  useEffect(refresh, [refresh]);

  const { error, isPending, submit } = useNameForm(name, async (given) => {
    await createBook(given);
    setName(undefined);
  });

  return (
    <section className={styles["panel"]} aria-labelledby="books-title">
      <header>
        <ScreenTitle id="books-title">{texts.screens.books}</ScreenTitle>
        <p className={styles["sub"]}>{rooms.books.sub}</p>
      </header>
      <div className={styles["cards"]}>
        {books.map((book) => (
          <BookCard
            key={book.id}
            book={book}
            origin={books.find(({ id }) => id === book.branchOf?.book)}
            isOpen={book.id === current}
            onChange={refresh}
          />
        ))}
        <FoundBooks onTaken={refresh} />
        <form className={styles["card"]} aria-labelledby="new-book" noValidate onSubmit={submit}>
          <h2 id="new-book">{rooms.books.new}</h2>
          <Field
            label={rooms.books.name}
            required
            maxLength={100}
            value={name}
            error={error}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <div>
            <Button type="submit" disabled={isPending}>
              {rooms.books.create}
            </Button>
          </div>
        </form>
      </div>
    </section>
  );
}
