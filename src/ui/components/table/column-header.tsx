import styles from "./data-table.module.css";

/** By what a table is sorted, and which way. */
export interface Sorting {
  readonly by: string;
  readonly descending: boolean;
}

interface HeaderCellProps {
  readonly column: {
    readonly title: string;
    readonly isTitleUnseen?: boolean;
    readonly sort?: Sorting;
  };
  readonly className: string;
  readonly sorting: { readonly now: Sorting; onSort(sorting: Sorting): void } | undefined;
}

/** The head of a column: where a table can be sorted by it, a button that does so, and turns the order round. */
export function HeaderCell({ column, className, sorting }: HeaderCellProps) {
  const { title, isTitleUnseen, sort } = column;
  if (!sort || !sorting) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: see `DataTable`
      // biome-ignore lint/a11y/useFocusableInteractive: a head that is read, not operated
      <span role="columnheader" className={className}>
        {isTitleUnseen ? <span className="visually-hidden">{title}</span> : title}
      </span>
    );
  }
  const { now, onSort } = sorting;
  const isSorted = now.by === sort.by;
  const way = now.descending ? "descending" : "ascending";
  return (
    // biome-ignore lint/a11y/useSemanticElements: see `DataTable`
    // biome-ignore lint/a11y/useFocusableInteractive: its button is operated
    <span role="columnheader" className={className} aria-sort={isSorted ? way : "none"}>
      <button
        type="button"
        className={styles["sort"]}
        onClick={() => onSort(isSorted ? { by: sort.by, descending: !now.descending } : sort)}
      >
        {title}
        <span aria-hidden="true">{isSorted ? (now.descending ? "↓" : "↑") : ""}</span>
      </button>
    </span>
  );
}
