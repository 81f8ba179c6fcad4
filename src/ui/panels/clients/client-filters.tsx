import type { ReactNode } from "react";
import type { ClientQuery, ClientSort } from "../../../views/client-search.ts";
import { Choice } from "../../parts/choice.tsx";
import { Field } from "../../parts/field.tsx";
import styles from "../../parts/panel.module.css";

interface ClientFiltersProps {
  readonly query: ClientQuery;
  onChange(query: ClientQuery): void;
  /** How the search goes. */
  readonly children: ReactNode;
}

const SORTS: readonly (readonly [by: ClientSort, descending: boolean, name: string])[] = [
  ["since", true, "newest first"],
  ["since", false, "oldest first"],
  ["username", false, "username, A to Z"],
  ["username", true, "username, Z to A"],
  ["name", false, "name, A to Z"],
  ["name", true, "name, Z to A"],
  ["email", false, "e-mail, A to Z"],
  ["email", true, "e-mail, Z to A"],
];

/** Which clients to show, and in which order: as of the moment on the screen. */
export function ClientFilters({ query, onChange, children }: ClientFiltersProps) {
  const now = SORTS.findIndex(([by, descending]) => {
    return by === query.sort.by && descending === query.sort.descending;
  });
  return (
    <search className={styles["filters"]} aria-label="Clients">
      <Field
        label="Search clients"
        type="search"
        spellCheck={false}
        placeholder="username, name or e-mail"
        value={query.text}
        onChange={(event) => onChange({ ...query, text: event.currentTarget.value })}
      />
      <Choice
        label="Sort"
        value={String(now)}
        options={SORTS.map(([, , name], index) => [String(index), name] as const)}
        onChange={(value) => {
          const [by, descending] = SORTS[Number(value)] ?? ["since", true];
          onChange({ ...query, sort: { by, descending } });
        }}
      />
      {children}
    </search>
  );
}
