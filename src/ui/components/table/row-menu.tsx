import { type KeyboardEvent, useEffect, useRef } from "react";
import { texts } from "../../i18n/texts.ts";
import styles from "./row-menu.module.css";
import type { CellOrigin } from "./table-column.ts";
import type { OpenedMenu } from "./use-row-menu.ts";

/** What a cell of the row is called, and the event that gave it its value. */
export interface RowMenuItem {
  readonly title: string;
  readonly origin: CellOrigin;
  /** The cell, by its place in the row. */
  readonly place: number;
}

interface RowMenuProps {
  readonly label: string;
  readonly items: readonly RowMenuItem[];
  readonly opened: Pick<OpenedMenu<unknown>, "x" | "y" | "cell">;
  onClose(): void;
}

/** The cells of a row with the events that gave them their values, as of the moment on the screen. */
export function RowMenu({ label, items, opened, onClose }: RowMenuProps) {
  const { x, y, cell } = opened;
  const menu = useRef<HTMLDivElement>(null);
  const go = (origin: CellOrigin): void => {
    // First, so that what is opened finds the focus where it is to come back to.
    onClose();
    origin.open();
  };
  const wanted = Math.max(
    items.findIndex(({ place }) => place === cell),
    0,
  );
  useEffect(() => {
    const element = menu.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(Math.min(x, innerWidth - width - EDGE), EDGE)}px`;
    element.style.top = `${Math.max(Math.min(y, innerHeight - height - EDGE), EDGE)}px`;
    itemsOf(element)[wanted]?.focus();
  }, [x, y, wanted]);
  useEffect(() => {
    const leave = ({ target }: Event): void => {
      if (!menu.current?.contains(target as Node)) onClose();
    };
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  }, [onClose]);

  const press = (event: KeyboardEvent): void => {
    const all = menu.current ? itemsOf(menu.current) : [];
    const now = all.indexOf(document.activeElement as HTMLElement);
    const next = NEXT[event.key]?.(now, all.length);
    if (next !== undefined) all[(next + all.length) % all.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      className={styles["menu"]}
      aria-label={label}
      onKeyDown={press}
    >
      {items.map(({ title, origin }) => (
        <button
          key={title}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className={styles["item"]}
          onClick={() => go(origin)}
        >
          <span>{title}</span>{" "}
          <span className={styles["note"]}>{texts.common.changedAt(origin.position)}</span>
        </button>
      ))}
    </div>
  );
}

/** Pixels between the menu and the edge of the window. */
const EDGE = 8;

const NEXT: { readonly [Key in string]?: (now: number, count: number) => number } = {
  ArrowDown: (now) => now + 1,
  ArrowUp: (now) => now - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function itemsOf(menu: Element): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
}
