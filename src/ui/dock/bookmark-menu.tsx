import { Bookmark as BookmarkIcon, X } from "lucide-react";
import { type FormEvent, useId, useRef, useState } from "react";
import { useBook, useServices, useShownPosition } from "../book-context.tsx";
import { formatCount } from "../format.ts";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { rooms } from "../texts/rooms.ts";
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
  const at = useShownPosition();
  const bookmarks = useBook((state) => state.book.care?.bookmarks) ?? [];
  const known = bookmarks.find(({ position }) => position === at);

  const mark = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    // Before it is kept: a menu that is opened again meanwhile must stay.
    onMarked();
    await care.setBookmark({ position: at, name: name || rooms.dock.event(at) });
  };

  return (
    <>
      <form key={at} className={styles["form"]} onSubmit={mark}>
        <Field
          label={rooms.dock.nameOfEvent(at)}
          name="name"
          autoFocus
          maxLength={80}
          defaultValue={known?.name ?? ""}
          placeholder={rooms.dock.event(at)}
        />
        <Button type="submit" look="primary">
          {known ? rooms.dock.rename : rooms.dock.mark}
        </Button>
      </form>
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
