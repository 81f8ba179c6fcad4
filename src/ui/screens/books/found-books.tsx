import { useEffect, useState } from "react";
import type { BookEntry } from "../../../application/books/book-catalog.ts";
import { sayError } from "../../../eventlog/errors.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { Notice } from "../../components/notice.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";

/** Books whose logs are here and which the list does not know: none, as a rule. */
export function FoundBooks({ onTaken }: { onTaken(): void }) {
  const { catalog, findUnlisted, openBook } = useServices();
  const open = useBook((state) => state.book);
  const [found, setFound] = useState<readonly BookEntry[]>([]);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    findUnlisted().then(setFound, () => setFound([]));
  }, [findUnlisted]);

  const take = async (entry: BookEntry): Promise<void> => {
    const isOpen = entry.id === open.id;
    // What is open here is known by its own name.
    await catalog.takeBack(isOpen ? open : entry);
    if (!isOpen) return openBook(entry.id);
    setFound(found.filter(({ id }) => id !== entry.id));
    onTaken();
  };
  if (found.length === 0) return null;
  return (
    <section className={styles["card"]} aria-labelledby="found-books">
      <h2 id="found-books">{rooms.rescue.found}</h2>
      <p className={styles["soft"]}>{rooms.rescue.foundMeans}</p>
      {problem && <Notice tone="refused">{problem}</Notice>}
      {found.map((entry) => {
        const name = entry.id === open.id ? open.name : entry.name;
        return (
          <div key={entry.id} className={styles["buttons"]}>
            <span>{name}</span>
            <Button
              aria-label={rooms.rescue.takeOne(name)}
              onClick={() =>
                take(entry).catch((error) => setProblem(rooms.rescue.failed(sayError(error))))
              }
            >
              {rooms.rescue.take}
            </Button>
          </div>
        );
      })}
    </section>
  );
}
