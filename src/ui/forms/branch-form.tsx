import type { BookId } from "../../domain/ids.ts";
import type { Position } from "../../eventlog/envelope.ts";
import { Button } from "../components/button.tsx";
import { Field } from "../components/field.tsx";
import styles from "../components/layout.module.css";
import { useServices } from "../context/book-context.tsx";
import { rooms } from "../i18n/screen-texts.ts";
import { useDraftField } from "./use-draft.ts";
import { useNameForm } from "./use-name-form.ts";

interface BranchFormProps {
  /** The book it is to begin like. */
  readonly of: BookId;
  /** The last event they are to have in common; all of them when left out. */
  readonly at?: Position;
  readonly suggestion: string;
  onLeave(): void;
}

/** Asks for the name of a branch, and makes it. */
export function BranchForm({ of, at, suggestion, onLeave }: BranchFormProps) {
  const { createBranch } = useServices();
  const [name, setName] = useDraftField(`branch-${of}`, suggestion);
  const { error, isPending, submit } = useNameForm(name, async (given) => {
    await createBranch({ of, name: given, ...(at !== undefined && { at }) });
    setName(undefined);
  });
  return (
    <form className={styles["form"]} aria-label={rooms.branch.form} noValidate onSubmit={submit}>
      <Field
        label={rooms.branch.name}
        hint={rooms.branch.nameHint}
        required
        autoFocus
        maxLength={100}
        value={name}
        error={error}
        onChange={(event) => setName(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className={styles["buttons"]}>
        <Button type="submit" look="primary" disabled={isPending}>
          {isPending ? rooms.branch.making : rooms.branch.make}
        </Button>
        <Button look="quiet" onClick={() => [setName(undefined), onLeave()]}>
          {rooms.common.leave}
        </Button>
      </div>
    </form>
  );
}
