import { type MouseEvent, useState } from "react";

/** A row whose menu is open, and where on the screen. */
export interface OpenedMenu<Row> {
  readonly row: Row;
  readonly x: number;
  readonly y: number;
  /** The cell that was asked for, by its place in the row. */
  readonly cell: number;
  /** What had the focus, and gets it back. */
  readonly from: Element | null;
}

/**
 * Opens one menu at a time: by its button, by the context menu of a cell, by a long touch or the
 * menu key.
 */
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
