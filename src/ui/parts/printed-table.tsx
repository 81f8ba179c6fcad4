import { createPortal } from "react-dom";
import { useBook, useShownPosition } from "../book-context.tsx";
import { texts } from "../texts/texts.ts";
import type { Column } from "./column.ts";
import styles from "./paper.module.css";

interface PrintedTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly count: number;
  rowAt(index: number): Row | undefined;
}

/** More would keep the browser busy for minutes, and fill a thousand pages. */
const MOST_PRINTED_ROWS = 50_000;

/** All rows of a list for paper, beside the app and in place of it while it is printed. */
export function PrintedTable<Row>({ label, columns, count, rowAt }: PrintedTableProps<Row>) {
  const book = useBook((state) => state.book.name);
  const at = useShownPosition();
  const shown = columns.filter(({ isOnScreenOnly }) => !isOnScreenOnly);
  const rows = Array.from({ length: Math.min(count, MOST_PRINTED_ROWS) }, (_, index) => index);
  return createPortal(
    <main className={`${styles["sheet"]} ${styles["list"]}`} aria-label={texts.paper.list(label)}>
      <h1>{label}</h1>
      <p>{texts.paper.asOf(book, at)}</p>
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
          {rows.map((index) => {
            const row = rowAt(index);
            if (row === undefined) return null;
            return (
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
      {count > rows.length && <p>{texts.paper.onlyFirst(rows.length, count)}</p>}
    </main>,
    document.body,
  );
}
