// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the page, which a table element cannot say
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and headers are read, not operated
import { type CSSProperties, type ReactNode, useRef } from "react";
import styles from "./data-table.module.css";
import { useWindow } from "./use-window.ts";

/** How much room a table must have for a column to be shown. */
type Room = "any" | "medium" | "wide";

/** One column. Widths are tracks of a CSS grid. */
export interface Column<Row> {
  readonly title: string;
  readonly width: string;
  readonly end?: boolean;
  /** Shown in any table when left out. */
  readonly room?: Room;
  cell(row: Row): ReactNode;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly count: number;
  /** Row by its place in the table, from 0. Asked only for what is on the screen. */
  rowAt(index: number): Row | undefined;
  keyOf(index: number): string | number;
  readonly isSelected?: (row: Row) => boolean;
  readonly empty: ReactNode;
}

const ROW = 40;

/** A table that draws only the rows on the screen, whatever the count. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, count, rowAt, keyOf, isSelected, empty } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useWindow(scroller, count, ROW);
  const tracks = tracksOf(columns);
  return (
    <div className={styles["frame"]}>
      <div
        className={styles["scroll"]}
        ref={scroller}
        tabIndex={0}
        role="group"
        aria-label={`${label}, scrollable`}
      >
        <div role="table" aria-label={label} aria-rowcount={count + 1}>
          <div role="rowgroup">
            <div
              role="row"
              aria-rowindex={1}
              className={`${styles["row"]} ${styles["head"]}`}
              style={{ ...tracks, height: 34 }}
            >
              {columns.map((column) => (
                <span key={column.title} role="columnheader" className={cellClass(column)}>
                  {column.title}
                </span>
              ))}
            </div>
          </div>
          <div role="rowgroup" className={styles["body"]} style={{ height: shown.height }}>
            {shown.rows.map(({ index, top }) => {
              const row = rowAt(index);
              if (row === undefined) return null;
              const selected = isSelected?.(row) ?? false;
              return (
                <div
                  key={keyOf(index)}
                  role="row"
                  aria-rowindex={index + 2}
                  className={`${styles["row"]} ${selected ? styles["selected"] : ""}`}
                  style={{ ...tracks, height: ROW, transform: `translateY(${top}px)` }}
                >
                  {columns.map((column) => (
                    <span key={column.title} role="cell" className={cellClass(column)}>
                      {column.cell(row)}
                    </span>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
        {count === 0 && <div className={styles["empty"]}>{empty}</div>}
      </div>
    </div>
  );
}

function cellClass<Row>({ end, room = "any" }: Column<Row>): string {
  return [styles["cell"], end && styles["end"], styles[room]].filter(Boolean).join(" ");
}

// All track lists are set; the style sheet picks one by the width of the table, and hides the other columns.
function tracksOf<Row>(columns: readonly Column<Row>[]): CSSProperties {
  const tracks = (...rooms: Room[]) =>
    columns.flatMap(({ width, room = "any" }) => (rooms.includes(room) ? [width] : [])).join(" ");
  return {
    "--tracks-wide": tracks("any", "medium", "wide"),
    "--tracks-medium": tracks("any", "medium"),
    "--tracks-narrow": tracks("any"),
  } as CSSProperties;
}
