import type { ReactNode } from "react";
import type { ClientQuery, ClientSort } from "../../../read-model/search/client-search.ts";
import { Field } from "../../components/field.tsx";
import styles from "../../components/layout.module.css";
import { Choice } from "../../components/select-field.tsx";
import { texts } from "../../i18n/texts.ts";

interface ClientFiltersProps {
  readonly query: ClientQuery;
  onChange(query: ClientQuery): void;
  /** How the search goes. */
  readonly children: ReactNode;
}

const SORTS: readonly (readonly [by: ClientSort, descending: boolean, name: string])[] = [
  ["since", true, texts.clients.sorts.newest],
  ["since", false, texts.clients.sorts.oldest],
  ["username", false, texts.clients.sorts.usernameUp],
  ["username", true, texts.clients.sorts.usernameDown],
  ["name", false, texts.clients.sorts.nameUp],
  ["name", true, texts.clients.sorts.nameDown],
  ["email", false, texts.clients.sorts.emailUp],
  ["email", true, texts.clients.sorts.emailDown],
];

/** Which clients to show, and in which order: as of the moment on the screen. */
export function ClientFilters({ query, onChange, children }: ClientFiltersProps) {
  const now = SORTS.findIndex(([by, descending]) => {
    return by === query.sort.by && descending === query.sort.descending;
  });
  return (
    <search className={styles["filters"]} aria-label={texts.screens.clients}>
      <Field
        label={texts.clients.search}
        type="search"
        spellCheck={false}
        placeholder={texts.clients.searchHint}
        value={query.text}
        onChange={(event) => onChange({ ...query, text: event.currentTarget.value })}
      />
      <Choice
        label={texts.common.sort}
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
