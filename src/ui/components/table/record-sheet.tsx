import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { useBook, useShownPosition } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "../paper.module.css";

/** A list that belongs to a record. */
export interface SheetTable {
  readonly title: string;
  readonly columns: readonly string[];
  /** As many cells each as there are columns; the last one is an amount. */
  readonly rows: readonly (readonly ReactNode[])[];
}

interface RecordSheetProps {
  readonly title: string;
  readonly facts: readonly { readonly field: string; readonly value: ReactNode }[];
  readonly tables: readonly SheetTable[];
}

/**
 * One record with all that belongs to it, for paper: in place of the app, and of the list beside
 * it, while it is printed.
 */
export function RecordSheet({ title, facts, tables }: RecordSheetProps) {
  const book = useBook((state) => state.book.name);
  const at = useShownPosition();
  return createPortal(
    <main className={`${styles["sheet"]} ${styles["tables"]}`} aria-label={rooms.paper.list(title)}>
      <h1>{title}</h1>
      <p>{rooms.paper.asOf(book, at)}</p>
      <table>
        <tbody>
          {facts.map(({ field, value }) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {tables.map((table) => (
        <PaperTable key={table.title} {...table} />
      ))}
    </main>,
    document.body,
  );
}

function PaperTable({ title, columns, rows }: SheetTable) {
  const lookAt = (place: number) => (place === columns.length - 1 ? styles["end"] : undefined);
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          {columns.map((column, place) => (
            <th key={column} scope="col" className={lookAt(place)}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: drawn once
          <tr key={index}>
            {columns.map((column, place) => (
              <td key={column} className={lookAt(place)}>
                {cells[place]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
