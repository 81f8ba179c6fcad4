import { type SubmitEvent, useState } from "react";
import type { BookEntry } from "../../../eventlog/book-catalog.ts";
import { useServices } from "../../book-context.tsx";
import { BranchForm } from "../../branch-form.tsx";
import { formatCount, formatDay } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import styles from "../../parts/panel.module.css";

interface BookCardProps {
  readonly book: BookEntry;
  /** The book it is a branch of, where it is one of a book that is here. */
  readonly origin: BookEntry | undefined;
  readonly isOpen: boolean;
  onChange(): void;
}

/** One book with what can be done to it. Deleting wants its name typed. */
export function BookCard({ book, origin, isOpen, onChange }: BookCardProps) {
  const { openBook } = useServices();
  const [asked, setAsked] = useState<"rename" | "delete" | "branch">();
  const close = () => {
    setAsked(undefined);
    onChange();
  };
  return (
    <article className={styles["card"]} aria-label={book.name}>
      <div>
        <h2>{book.name}</h2>
        <p className={styles["soft"]}>
          Made on {formatDay(book.createdAt)}
          {isOpen ? ", open here" : ""}
          {book.branchOf && (
            <>
              . Branch of {origin ? `“${origin.name}”` : "a book that is not here any more"}, after
              event {formatCount(book.branchOf.at)}
            </>
          )}
        </p>
      </div>
      <div className={styles["buttons"]}>
        {!isOpen && (
          <Button look="primary" onClick={() => openBook(book.id)}>
            Open
          </Button>
        )}
        <Button onClick={() => setAsked("branch")}>Branch</Button>
        <Button onClick={() => setAsked("rename")}>Rename</Button>
        <Button look="danger" onClick={() => setAsked("delete")}>
          Delete
        </Button>
      </div>
      {asked === "branch" && (
        <BranchForm
          of={book.id}
          suggestion={`What if, ${formatDay(Date.now())}`}
          onLeave={() => setAsked(undefined)}
        />
      )}
      {asked === "rename" && <RenameBook book={book} onDone={close} />}
      {asked === "delete" && <DeleteBook book={book} isOpen={isOpen} onDone={close} />}
    </article>
  );
}

function RenameBook({ book, onDone }: { readonly book: BookEntry; onDone(): void }) {
  const { catalog, session } = useServices();
  const [name, setName] = useState(book.name);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!name.trim()) return;
    await catalog.rename(book.id, name.trim());
    const open = session.store.getState().book;
    if (open.id === book.id) session.store.setState({ book: { ...open, name: name.trim() } });
    onDone();
  };
  return (
    <form className={styles["form"]} aria-label={`Rename ${book.name}`} onSubmit={submit}>
      <Field
        label="New name"
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <Button type="submit">Save name</Button>
      </div>
    </form>
  );
}

interface DeleteBookProps {
  readonly book: BookEntry;
  readonly isOpen: boolean;
  onDone(): void;
}

function DeleteBook({ book, isOpen, onDone }: DeleteBookProps) {
  const { catalog, session, openBook } = useServices();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (typed !== book.name) {
      setProblem(`Type “${book.name}” to delete it.`);
      return;
    }
    if (isOpen) session.log.close();
    await catalog.remove(book.id);
    if (isOpen) openBook("");
    else onDone();
  };
  return (
    <form
      className={styles["form"]}
      aria-label={`Delete ${book.name}`}
      noValidate
      onSubmit={submit}
    >
      <Notice tone="refused">
        This deletes the book with all of its history from this browser, for good. Export its log
        first.
      </Notice>
      <Field
        label="Type the name of the book"
        value={typed}
        error={problem === undefined ? undefined : { message: problem, refused: true }}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" look="danger">
          Delete for good
        </Button>
      </div>
    </form>
  );
}
