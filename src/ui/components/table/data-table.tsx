// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not in the page, which a table element cannot say
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and headers are read, not operated
// biome-ignore-all lint/a11y/useKeyWithClickEvents: by keyboard the button in the first cell of a row opens it
import { Clock3, History } from "lucide-react";
import {
  type CSSProperties,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from "react";
import { useIsPrinting } from "../../hooks/use-is-printing.ts";
import { useIsNarrow } from "../../hooks/use-window-size.ts";
import { texts } from "../../i18n/texts.ts";
import { HeaderCell, type Sorting } from "./column-header.tsx";
import styles from "./data-table.module.css";
import type { PrintedTable } from "./printed-table.tsx";
import { RowMenu, type RowMenuItem } from "./row-menu.tsx";
import type { CellOrigins, Column, Room } from "./table-column.ts";
import { useRowMenu } from "./use-row-menu.ts";
import { type Rows, useWindow } from "./use-virtual-rows.ts";

interface DataTableProps<Row> extends Rows {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Row by its place in the table, from 0. Asked only for what is on the screen. */
  rowAt(index: number): Row | undefined;
  /** How the table is sorted, and how to sort it by a column. */
  readonly sorting?: { readonly now: Sorting; onSort(sorting: Sorting): void };
  /** Offers the way from each cell to its event: in a menu at the end of the row, and where a cell is asked for its own. */
  readonly origins?: CellOrigins<Row>;
  readonly isSelected?: (row: Row) => boolean;
  /** Opens a row that is clicked anywhere. By keyboard the button in its first cell does. */
  onOpen?(row: Row): void;
  /** Whether a row holds what is not certain yet. */
  readonly isPending?: ((row: Row) => boolean) | undefined;
  /**
   * Whether the places on the screen stay, and only what stands in them changes: quick where everything changes at once, and
   * right where nothing can be done to a row.
   */
  readonly recycled?: boolean;
  readonly empty: ReactNode;
  /** What of a longer list this is, for paper. */
  readonly printedNote?: string | undefined;
}

/** Heights in pixels; `wrapping` is what a row has more for each cell that wraps at any width. */
const FOR_A_POINTER = { least: 40, wrapping: 0, headHeight: 34 };
const FOR_A_FINGER = { least: 44, wrapping: 42, headHeight: 44 };

/** What does something by itself when it is clicked. */
const OPERATED = "a, button, input, label, select";

/** A table that draws only the rows on the screen, whatever the count. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, count, rowAt, keyOf, isSelected, isPending, empty, sorting, origins, recycled } =
    props;
  const scroller = useRef<HTMLDivElement>(null);
  const { least, wrapping, headHeight } = useIsNarrow() ? FOR_A_FINGER : FOR_A_POINTER;
  const rowHeight = least + wrapping * props.columns.filter(wrapsEverywhere).length;
  const shown = useWindow(scroller, props, rowHeight, headHeight);
  const menu = useRowMenu<Row>();
  const columns = origins ? [...props.columns, menuColumn(origins, menu.openAt)] : props.columns;
  const tracks = tracksOf(columns);
  const isPrinting = useIsPrinting();
  const Printed = usePrintedTable();
  const openBy = (event: MouseEvent<HTMLElement>, row: Row): void => {
    // A click at the end of choosing text opens nothing.
    if (getSelection()?.isCollapsed === false) return;
    if (!(event.target as Element).closest(OPERATED)) props.onOpen?.(row);
  };
  const table = (
    <div className={styles["frame"]}>
      <div
        className={styles["scroll"]}
        ref={scroller}
        tabIndex={0}
        role="group"
        aria-label={texts.common.scrollable(label)}
      >
        <div role="table" className={styles["table"]} aria-label={label} aria-rowcount={count + 1}>
          <div role="rowgroup">
            <div
              role="row"
              aria-rowindex={1}
              className={`${styles["row"]} ${styles["head"]}`}
              style={{ ...tracks, height: headHeight }}
            >
              {columns.map((column) => (
                <HeaderCell
                  key={column.title}
                  {...{ column, sorting }}
                  className={cellClass(column)}
                />
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
                  key={recycled ? index % shown.rows.length : keyOf(index)}
                  role="row"
                  aria-rowindex={index + 2}
                  className={`${styles["row"]} ${selected ? styles["selected"] : ""}`}
                  data-opens={props.onOpen !== undefined}
                  onClick={(event) => openBy(event, row)}
                  style={{ ...tracks, height: rowHeight, transform: `translateY(${top}px)` }}
                  onContextMenu={origins && ((event) => menu.openAt(event, row))}
                >
                  {columns.map((column, place) => (
                    <span key={column.title} role="cell" className={cellClass(column)}>
                      {breakable(column, column.cell(row))}
                      {place === 0 && isPending?.(row) && <PendingMark />}
                    </span>
                  ))}
                </div>
              );
            })}
          </div>
        </div>
        {count === 0 && <div className={styles["empty"]}>{empty}</div>}
        {isPrinting && Printed && (
          <Printed
            {...{ label, count, rowAt, empty }}
            columns={props.columns}
            note={props.printedNote}
          />
        )}
      </div>
    </div>
  );
  if (!origins || !menu.opened) return table;
  const { row } = menu.opened;
  // Beside the frame, which would cut it off.
  return (
    <>
      {table}
      <RowMenu
        label={texts.common.whatChanged(origins.nameOf(row))}
        items={itemsOf(props.columns, row)}
        opened={menu.opened}
        onClose={menu.close}
      />
    </>
  );
}

// Fetched once the table stands there: the browser waits for nothing when it prints.
function usePrintedTable(): typeof PrintedTable | undefined {
  const [printed, setPrinted] = useState<{ readonly Table: typeof PrintedTable }>();
  useEffect(() => {
    import("./printed-table.tsx").then(
      ({ PrintedTable: Table }) => setPrinted({ Table }),
      () => {},
    );
  }, []);
  return printed?.Table;
}

function itemsOf<Row>(columns: readonly Column<Row>[], row: Row): readonly RowMenuItem[] {
  return columns.flatMap(({ title, origin }, place) => {
    const found = origin?.(row);
    return found ? [{ title, origin: found, place }] : [];
  });
}

function PendingMark() {
  return (
    <span className={styles["pending"]} title={texts.link.pending}>
      <Clock3 size={13} aria-hidden="true" />
      <span className="visually-hidden">{texts.link.pending}</span>
    </span>
  );
}

function menuColumn<Row>(
  { nameOf }: CellOrigins<Row>,
  onOpen: (event: MouseEvent<HTMLElement>, row: Row) => void,
): Column<Row> {
  return {
    title: texts.common.changes,
    isTitleUnseen: true,
    width: "var(--target)",
    cell: (row) => (
      <button
        type="button"
        className={styles["menuButton"]}
        aria-label={texts.common.whatChanged(nameOf(row))}
        aria-haspopup="menu"
        onClick={(event) => onOpen(event, row)}
      >
        <History aria-hidden="true" />
      </button>
    ),
  };
}

function wrapsEverywhere({ wraps = false, room = "any" }: Pick<Column<never>, "wraps" | "room">) {
  return wraps !== false && room === "any";
}

// A currency and its amount may stand in two lines, and no digits of the amount.
function breakable<Row>({ end }: Column<Row>, cell: ReactNode): ReactNode {
  return end && typeof cell === "string" ? cell.replace(/(?<!\d)\u00a0|\u00a0(?!\d)/g, " ") : cell;
}

function cellClass<Row>({ end, wraps, room = "any" }: Column<Row>): string {
  const look = [styles["cell"], end && styles["end"], wraps && styles["wraps"], styles[room]];
  if (wraps === "below") look.push(styles["below"]);
  return look.filter(Boolean).join(" ");
}

// All track lists are set; the style sheet picks one by the width of the table, and hides the other columns.
function tracksOf<Row>(columns: readonly Column<Row>[]): CSSProperties {
  const tracks = (rooms: readonly Room[], isNarrow = false, shown = columns) =>
    shown
      .filter(({ room = "any" }) => rooms.includes(room))
      .map(({ width, narrowWidth = width }) => (isNarrow ? narrowWidth : width))
      .join(" ");
  return {
    "--tracks-wide": tracks(["any", "medium", "wide"]),
    "--tracks-medium": tracks(["any", "medium"]),
    "--tracks-narrow": tracks(["any"], true),
    "--tracks-beside": tracks(
      ["any"],
      true,
      columns.filter(({ wraps }) => wraps !== "below"),
    ),
  } as CSSProperties;
}
