import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { useBook, useShownPosition } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "../paper.module.css";
import type { Column } from "./table-column.ts";

interface PrintedTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly count: number;
  rowAt(index: number): Row | undefined;
  /** What is said of a list without rows. */
  readonly empty: ReactNode;
  /** What of a longer list is printed. */
  readonly note?: string | undefined;
}

/** More would keep the browser busy for minutes, and fill a thousand pages. */
export const MOST_PRINTED_ROWS = 50_000;

/** All rows of a list for paper, beside the app and in place of it while it is printed. */
export function PrintedTable<Row>(props: PrintedTableProps<Row>) {
  const { label, columns, count, rowAt, empty, note } = props;
  const book = useBook((state) => state.book.name);
  const at = useShownPosition();
  const shown = columns.filter(({ isOnScreenOnly }) => !isOnScreenOnly);
  const most = Math.min(count, MOST_PRINTED_ROWS);
  const rows = Array.from({ length: most }, (_, index) => rowAt(index));
  const unread = rows.filter((row) => row === undefined).length;
  return createPortal(
    <main
      className={`${styles["sheet"]} ${styles["list"]} ${styles["tables"]}`}
      aria-label={rooms.paper.list(label)}
    >
      <h1>{label}</h1>
      <p>{rooms.paper.asOf(book, at)}</p>
      {note && <p>{note}</p>}
      <table>
        <thead>
          <tr>
            {shown.map(({ title, end }) => (
              <th key={title} scope="col" className={end ? styles["end"] : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            if (row === undefined) return null;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: drawn once
              <tr key={index}>
                {shown.map(({ title, end, cell }) => (
                  <td key={title} className={end ? styles["end"] : undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {count === 0 && <div>{empty}</div>}
      {unread > 0 && <p>{rooms.paper.unread(unread)}</p>}
      {count > most && <p>{rooms.paper.onlyFirst(most, count)}</p>}
    </main>,
    document.body,
  );
}
