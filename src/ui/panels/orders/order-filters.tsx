import type { ReactNode } from "react";
import { STATUSES } from "../../../views/order-columns.ts";
import type { OrderQuery, OrderSort } from "../../../views/order-search.ts";
import { Choice } from "../../parts/choice.tsx";
import { Field } from "../../parts/field.tsx";
import styles from "../../parts/panel.module.css";

interface OrderFiltersProps {
  readonly query: OrderQuery;
  onChange(query: OrderQuery): void;
  /** How the search goes. */
  readonly children: ReactNode;
}

const SORTS: { readonly [Sort in OrderSort]: string } = {
  newest: "newest first",
  oldest: "oldest first",
  largest: "largest first",
  smallest: "smallest first",
};

/** Which orders to show, and in which order: as of the moment on the screen. */
export function OrderFilters({ query, onChange, children }: OrderFiltersProps) {
  const { status: _before, ...others } = query;
  return (
    <search className={styles["filters"]} aria-label="Orders">
      <Field
        label="Search orders"
        type="search"
        spellCheck={false}
        placeholder="client, product, id or #number"
        value={query.text ?? ""}
        onChange={(event) => onChange({ ...query, text: event.currentTarget.value })}
      />
      <Choice
        label="Status"
        value={query.status ?? ""}
        options={[["", "any"], ...STATUSES.map((status) => [status, status] as const)]}
        onChange={(value) => {
          const status = STATUSES.find((candidate) => candidate === value);
          onChange({ ...others, ...(status && { status }) });
        }}
      />
      <Choice
        label="Sort"
        value={query.sort}
        options={Object.entries(SORTS)}
        onChange={(value) => onChange({ ...query, sort: value as OrderSort })}
      />
      {children}
    </search>
  );
}
