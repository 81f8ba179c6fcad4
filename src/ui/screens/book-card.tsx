import { type SubmitEvent, useState } from "react";
import type { BookEntry } from "../../application/books/book-catalog.ts";
import { normalForm } from "../../domain/values/normal-form.ts";
import { withoutHidden } from "../../domain/values/visible-name.ts";
import { sayError } from "../../eventlog/errors.ts";
import { Button } from "../components/button.tsx";
import { Field } from "../components/field.tsx";
import styles from "../components/layout.module.css";
import { Notice } from "../components/notice.tsx";
import { useServices } from "../context/book-context.tsx";
import { BranchForm } from "../forms/branch-form.tsx";
import { useDraft, useDraftField } from "../forms/use-draft.ts";
import { useNameForm } from "../forms/use-name-form.ts";
import { formatDay } from "../i18n/format.ts";
import { rooms } from "../i18n/screen-texts.ts";

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
  const [{ text: branchName }] = useDraft(`branch-${book.id}`);
  const [{ text: newName }] = useDraft(`rename-${book.id}`);
  const [{ text: typedName }] = useDraft(`delete-${book.id}`);
  // What was half typed before a reload is asked for again.
  const [asked, setAsked] = useState<"rename" | "delete" | "branch" | undefined>(() => {
    if (branchName !== undefined) return "branch";
    if (newName !== undefined) return "rename";
    return typedName === undefined ? undefined : "delete";
  });
  const close = () => {
    setAsked(undefined);
    onChange();
  };
  return (
    <article className={styles["card"]} aria-label={book.name}>
      <div>
        <h2>{book.name}</h2>
        <p className={styles["soft"]}>
          {rooms.books.madeOn(formatDay(book.createdAt))}
          {isOpen && rooms.books.openHere}
          {book.branchOf &&
            (origin
              ? rooms.books.branchOf(origin.name, book.branchOf.at)
              : rooms.books.branchOfGone(book.branchOf.at))}
        </p>
      </div>
      <div className={styles["buttons"]}>
        {!isOpen && (
          <Button look="primary" onClick={() => openBook(book.id)}>
            {rooms.books.open}
          </Button>
        )}
        <Button onClick={() => setAsked("branch")}>{rooms.books.branch}</Button>
        <Button onClick={() => setAsked("rename")}>{rooms.books.rename}</Button>
        <Button look="danger" onClick={() => setAsked("delete")}>
          {rooms.books.delete}
        </Button>
      </div>
      {asked === "branch" && (
        <BranchForm
          of={book.id}
          suggestion={rooms.past.whatIfOf(formatDay(Date.now()))}
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
  const [name, setName] = useDraftField(`rename-${book.id}`, book.name);
  const { error, isPending, submit } = useNameForm(name, async (given) => {
    await catalog.rename(book.id, given);
    const open = session.store.getState().book;
    if (open.id === book.id) session.store.setState({ book: { ...open, name: given } });
    setName(undefined);
    onDone();
  });
  return (
    <form
      className={styles["form"]}
      aria-label={rooms.books.renameOne(book.name)}
      noValidate
      onSubmit={submit}
    >
      <Field
        label={rooms.books.newName}
        required
        maxLength={100}
        value={name}
        error={error}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" disabled={isPending}>
          {rooms.books.saveName}
        </Button>
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
  const [typed, setTyped] = useDraftField(`delete-${book.id}`);
  const [problem, setProblem] = useState<string>();
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    // A name that cannot be typed as it is stored can still be typed as it looks.
    const wanted = asTyped(book.name) || rooms.books.deleteWord;
    if (asTyped(typed) !== wanted) {
      return setProblem(rooms.books.typeNamed(wanted));
    }
    try {
      if (isOpen) session.log.close();
      await catalog.remove(book.id);
    } catch (error) {
      return setProblem(sayError(error));
    }
    setTyped(undefined);
    if (isOpen) openBook("");
    else onDone();
  };
  return (
    <form
      className={styles["form"]}
      aria-label={rooms.books.deleteOne(book.name)}
      noValidate
      onSubmit={submit}
    >
      <Notice tone="refused">{rooms.books.deleteMeans}</Notice>
      <Field
        label={rooms.books.typeName}
        value={typed}
        error={problem === undefined ? undefined : { message: problem, refused: true }}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" look="danger">
          {rooms.books.deleteForGood}
        </Button>
      </div>
    </form>
  );
}

function asTyped(name: string): string {
  return withoutHidden(normalForm(name, "NFC")).replace(/\s+/g, " ").trim();
}
