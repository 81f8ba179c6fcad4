import { COMMAND_TYPES } from "../../../domain/command-schema.ts";
import { REJECTION_CODES } from "../../../domain/rejection.ts";
import type { JournalFilter } from "../../../read-model/queries/journal-rows.ts";
import { Field } from "../../components/field.tsx";
import styles from "../../components/layout.module.css";
import { Choice } from "../../components/select-field.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";

interface JournalFiltersProps {
  readonly filter: JournalFilter;
  onChange(filter: JournalFilter): void;
}

const CHOICES = [
  { field: "outcome", label: rooms.journal.outcome, options: Object.entries(rooms.outcomes) },
  { field: "type", label: rooms.journal.command, options: byThemselves(COMMAND_TYPES) },
  { field: "rule", label: rooms.journal.rule, options: byThemselves(REJECTION_CODES) },
] as const;

// Names in the log and the console API, called the same everywhere.
function byThemselves(names: readonly string[]): [value: string, name: string][] {
  return names.map((name) => [name, name]);
}

/** Which attempts to show. */
export function JournalFilters({ filter, onChange }: JournalFiltersProps) {
  const set = (field: keyof JournalFilter, value: string) => {
    const { [field]: _before, ...others } = filter;
    onChange(value === "" ? others : { ...others, [field]: value });
  };
  return (
    <form
      className={styles["filters"]}
      aria-label={rooms.journal.filter}
      onSubmit={(event) => event.preventDefault()}
    >
      {CHOICES.map(({ field, label, options }) => (
        <Choice
          key={field}
          label={label}
          options={[["", texts.common.any], ...options]}
          value={filter[field] ?? ""}
          onChange={(value) => set(field, value)}
        />
      ))}
      <Field
        label={rooms.labels.client}
        value={filter.client ?? ""}
        onChange={(event) => set("client", event.currentTarget.value)}
      />
    </form>
  );
}
