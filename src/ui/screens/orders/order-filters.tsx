import type { ReactNode } from "react";
import { STATUSES } from "../../../read-model/columns/order-columns.ts";
import type { OrderQuery, OrderSort } from "../../../read-model/search/order-search.ts";
import { Field } from "../../components/field.tsx";
import styles from "../../components/layout.module.css";
import { Choice } from "../../components/select-field.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";

interface OrderFiltersProps {
  readonly query: OrderQuery;
  onChange(query: OrderQuery): void;
  /** How the search goes. */
  readonly children: ReactNode;
}

const SORTS: { readonly [Sort in OrderSort]: string } = rooms.orders.sorts;

/** Which orders to show, and in which order: as of the moment on the screen. */
export function OrderFilters({ query, onChange, children }: OrderFiltersProps) {
  const { status: _before, ...others } = query;
  return (
    <search className={styles["filters"]} aria-label={texts.screens.orders}>
      <Field
        label={rooms.orders.search}
        type="search"
        spellCheck={false}
        placeholder={rooms.orders.searchHint}
        value={query.text ?? ""}
        onChange={(event) => onChange({ ...query, text: event.currentTarget.value })}
      />
      <Choice
        label={rooms.labels.status}
        value={query.status ?? ""}
        options={[
          ["", texts.common.any],
          ...STATUSES.map((status) => [status, rooms.statuses[status]] as const),
        ]}
        onChange={(value) => {
          const status = STATUSES.find((candidate) => candidate === value);
          onChange({ ...others, ...(status && { status }) });
        }}
      />
      <Choice
        label={texts.common.sort}
        value={query.sort}
        options={Object.entries(SORTS)}
        onChange={(value) => onChange({ ...query, sort: value as OrderSort })}
      />
      {children}
    </search>
  );
}
