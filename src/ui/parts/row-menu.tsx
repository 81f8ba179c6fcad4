import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { texts } from "../texts/texts.ts";
import type { CellOrigin, CellOrigins, Column } from "./column.ts";
import styles from "./row-menu.module.css";

/** A row whose menu is open, and where on the screen. */
interface OpenedMenu<Row> {
  readonly row: Row;
  readonly x: number;
  readonly y: number;
  /** The cell that was asked for, by its place in the row. */
  readonly cell: number;
  /** What had the focus, and gets it back. */
  readonly from: Element | null;
}

/** Opens one menu at a time: by its button, by the context menu of a cell, by a long touch or the menu key. */
export function useRowMenu<Row>() {
  const [opened, setOpened] = useState<OpenedMenu<Row>>();
  return {
    opened,
    openAt(event: MouseEvent<HTMLElement>, row: Row): void {
      // Whoever has chosen text wants to copy it.
      if (event.type === "contextmenu" && getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      const cell = (event.target as Element).closest('[role="cell"]');
      const cells = [...(cell?.parentElement?.children ?? [])];
      const box = (event.target as Element).getBoundingClientRect();
      const byPointer = event.clientX > 0 || event.clientY > 0;
      setOpened({
        row,
        x: byPointer ? event.clientX : box.left,
        y: byPointer ? event.clientY : box.bottom,
        cell: cell ? cells.indexOf(cell) : 0,
        from: document.activeElement,
      });
    },
    close(): void {
      if (opened?.from instanceof HTMLElement) opened.from.focus({ preventScroll: true });
      setOpened(undefined);
    },
  };
}

interface RowMenuProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly origins: CellOrigins<Row>;
  readonly opened: OpenedMenu<Row>;
  onClose(): void;
}

/** The cells of a row with the events that gave them their values, as of the moment on the screen. */
export function RowMenu<Row>({ columns, origins, opened, onClose }: RowMenuProps<Row>) {
  const { row, x, y, cell } = opened;
  const menu = useRef<HTMLDivElement>(null);
  const items = columns.flatMap(({ title, origin }, place) => {
    const found = origin?.(row);
    return found ? [{ title, origin: found, place }] : [];
  });
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
      aria-label={texts.common.whatChanged(origins.nameOf(row))}
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
