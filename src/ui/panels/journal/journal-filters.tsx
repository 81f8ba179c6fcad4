import { COMMAND_TYPES } from "../../../domain/command-input.ts";
import { REJECTION_CODES } from "../../../domain/rejection.ts";
import type { JournalFilter } from "../../../views/journal.ts";
import { Choice } from "../../parts/choice.tsx";
import { Field } from "../../parts/field.tsx";
import styles from "../../parts/panel.module.css";

interface JournalFiltersProps {
  readonly filter: JournalFilter;
  onChange(filter: JournalFilter): void;
}

const CHOICES = [
  { field: "outcome", label: "Outcome", values: ["accepted", "refused"] },
  { field: "type", label: "Command", values: COMMAND_TYPES },
  { field: "rule", label: "Rule", values: REJECTION_CODES },
] as const;

/** Which attempts to show. */
export function JournalFilters({ filter, onChange }: JournalFiltersProps) {
  const set = (field: keyof JournalFilter, value: string) => {
    const { [field]: _before, ...others } = filter;
    onChange(value === "" ? others : { ...others, [field]: value });
  };
  return (
    <form
      className={styles["filters"]}
      aria-label="Filter attempts"
      onSubmit={(event) => event.preventDefault()}
    >
      {CHOICES.map(({ field, label, values }) => (
        <Choice
          key={field}
          label={label}
          options={[["", "any"], ...values.map((each) => [each, each] as const)]}
          value={filter[field] ?? ""}
          onChange={(value) => set(field, value)}
        />
      ))}
      <Field
        label="Client"
        value={filter.client ?? ""}
        onChange={(event) => set("client", event.currentTarget.value)}
      />
    </form>
  );
}
