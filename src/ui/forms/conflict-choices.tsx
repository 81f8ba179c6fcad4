import type { Draft } from "../../application/store/book-store.ts";
import { Button } from "../components/button.tsx";
import styles from "../components/layout.module.css";
import { rooms } from "../i18n/screen-texts.ts";
import { conflictsOf } from "./drafts/edit-draft.ts";
import type { CommandForm } from "./use-command-form.ts";

interface ConflictChoicesProps {
  readonly form: CommandForm;
  /** The record as others left it, in the fields of the form. */
  readonly theirs: Draft;
  readonly fields: readonly { readonly name: string; readonly label: string }[];
  /** The draft with their word for one field; that field alone when left out. */
  readonly take?: (draft: Draft, field: string) => Draft;
}

function say(text: string | undefined) {
  return <strong className={styles["asTyped"]}>{text || rooms.common.nothing}</strong>;
}

/** The fields that two people see differently: both are shown; saving keeps yours unless you take theirs. */
export function ConflictChoices({ form, theirs, fields, take }: ConflictChoicesProps) {
  const { draft } = form;
  const names = fields.map(({ name }) => name);
  const open = new Set(conflictsOf(draft, theirs, names));
  const takeTheirs = (field: string) =>
    form.setDraft(take?.(draft, field) ?? { ...draft, [field]: theirs[field] ?? "" });
  return fields
    .filter(({ name }) => open.has(name))
    .map(({ name, label }) => (
      <fieldset key={name} className={styles["line"]}>
        <legend>{rooms.conflicts.inConflict(label)}</legend>
        <p className={styles["whole"]}>{rooms.conflicts.yours(say(draft[name]))}</p>
        <p className={styles["whole"]}>{rooms.conflicts.theirs(say(theirs[name]))}</p>
        <div className={styles["whole"]}>
          <Button
            small
            aria-label={rooms.conflicts.takeTheirsFor(label)}
            onClick={() => takeTheirs(name)}
          >
            {rooms.conflicts.takeTheirs}
          </Button>
        </div>
      </fieldset>
    ));
}
