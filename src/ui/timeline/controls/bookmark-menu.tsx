import { Bookmark as BookmarkIcon, X } from "lucide-react";
import { useId, useRef, useState } from "react";
import type { Position } from "../../../eventlog/envelope.ts";
import { Button } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import { useBook, useServices, useShownPosition } from "../../context/book-context.tsx";
import { useDraftField } from "../../forms/use-draft.ts";
import { useNameForm } from "../../forms/use-name-form.ts";
import { formatCount } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "./bookmarks.module.css";

/** Id of the button, for the key that opens the menu. */
export const BOOKMARKS_BUTTON = "bookmarks";

/** Moments with names: marks the one on the screen, and leads to those that were marked. */
export function BookmarkMenu() {
  const menu = useRef<HTMLDivElement>(null);
  const menuId = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        id={BOOKMARKS_BUTTON}
        popoverTarget={menuId}
        aria-label={rooms.dock.bookmarks.name}
        title={rooms.dock.bookmarks.title}
      >
        <BookmarkIcon size={16} aria-hidden="true" />
      </Button>
      <div
        ref={menu}
        id={menuId}
        popover="auto"
        className={styles["menu"]}
        onToggle={({ newState }) => setIsOpen(newState === "open")}
      >
        {isOpen && <BookmarkList onMarked={() => menu.current?.hidePopover()} />}
      </div>
    </>
  );
}

function BookmarkList({ onMarked }: { onMarked(): void }) {
  const { care, session } = useServices();
  const shown = useShownPosition();
  // The moment that was on the screen when the menu was opened: others may write meanwhile.
  const [at] = useState(shown);
  const bookmarks = useBook((state) => state.book.care?.bookmarks) ?? [];
  return (
    <>
      <BookmarkForm
        key={at}
        at={at}
        known={bookmarks.find(({ position }) => position === at)?.name}
        onMarked={onMarked}
      />
      {bookmarks.length > 0 && (
        <ul className={styles["list"]} aria-label={rooms.dock.bookmarks.name}>
          {bookmarks.map(({ position, name }) => (
            <li key={position} className={styles["item"]}>
              <Button look="quiet" onClick={() => session.time.goTo(position)}>
                <span className={styles["name"]}>{name}</span>
                <span className={styles["place"]}>#{formatCount(position)}</span>
              </Button>
              <Button
                small
                look="quiet"
                aria-label={rooms.dock.remove(name)}
                onClick={() => care.removeBookmark(position)}
              >
                <X size={14} aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface BookmarkFormProps {
  /** The moment that is named. */
  readonly at: Position;
  /** The name it has. */
  readonly known: string | undefined;
  onMarked(): void;
}

function BookmarkForm({ at, known, onMarked }: BookmarkFormProps) {
  const { care } = useServices();
  const [name, setName] = useDraftField(`bookmark-${at}`, known ?? "");
  const form = useRef<HTMLFormElement>(null);
  const standard = rooms.dock.event(at);
  const { error, submit } = useNameForm(name.trim() || standard, async (given) => {
    await care.setBookmark({ position: at, name: given });
    setName(undefined);
    // A menu that was closed and opened again meanwhile stays.
    if (form.current?.isConnected) onMarked();
  });
  return (
    <form ref={form} className={styles["form"]} noValidate onSubmit={submit}>
      <Field
        label={rooms.dock.nameOfEvent(at)}
        autoFocus
        maxLength={80}
        value={name}
        error={error}
        placeholder={standard}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" look="primary">
        {known === undefined ? rooms.dock.mark : rooms.dock.rename}
      </Button>
    </form>
  );
}
