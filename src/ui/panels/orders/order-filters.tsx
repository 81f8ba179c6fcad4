import { STATUSES } from "../../../views/order-columns.ts";
import type { OrderQuery, OrderSort } from "../../../views/order-search.ts";
import { Choice } from "../../parts/choice.tsx";
import styles from "../../parts/panel.module.css";

interface OrderFiltersProps {
  readonly query: OrderQuery;
  onChange(query: OrderQuery): void;
}

const SORTS: { readonly [Sort in OrderSort]: string } = {
  newest: "newest first",
  oldest: "oldest first",
  largest: "largest first",
  smallest: "smallest first",
};

/** Which orders to show, and in which order: as of the moment on the screen. */
export function OrderFilters({ query, onChange }: OrderFiltersProps) {
  const { sort } = query;
  return (
    <div className={styles["filters"]}>
      <Choice
        label="Status"
        value={query.status ?? ""}
        options={[["", "any"], ...STATUSES.map((status) => [status, status] as const)]}
        onChange={(value) => {
          const status = STATUSES.find((candidate) => candidate === value);
          onChange({ sort, ...(status && { status }) });
        }}
      />
      <Choice
        label="Sort"
        value={sort}
        options={Object.entries(SORTS)}
        onChange={(value) => onChange({ ...query, sort: value as OrderSort })}
      />
    </div>
  );
}
