import type { Draft } from "../../../application/store/book-store.ts";
import type { ClientRow } from "../../../read-model/projections/clients.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { useServices } from "../../context/book-context.tsx";
import { ConflictChoices } from "../../forms/conflict-choices.tsx";
import {
  CLIENT_FIELDS,
  changeCommand,
  clientProblems,
  draftOfClient,
} from "../../forms/drafts/client-draft.ts";
import { editDraftName, editedVersion, rebaseEdit } from "../../forms/drafts/edit-draft.ts";
import { FormFooter } from "../../forms/form-footer.tsx";
import { useCommandForm } from "../../forms/use-command-form.ts";
import { useVersions } from "../../forms/use-record-versions.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { ClientFields } from "./client-fields.tsx";

interface EditClientFormProps {
  readonly id: ClientRow["id"];
  onLeave(): void;
}

/** Changes a client. Where somebody else changed it meanwhile, both are shown, and the person chooses field by field. */
export function EditClientForm({ id, onLeave }: EditClientFormProps) {
  const versions = useVersions(useServices().session.history.clients, id);
  const seen = (draft: Draft) => draftOfClient(versions.at(editedVersion(draft)));
  const form = useCommandForm({
    name: editDraftName("client", id),
    problems: clientProblems,
    command: (draft) => changeCommand(id, draft, seen(draft)),
    async rebase(draft) {
      const base = seen(draft);
      const theirs = await versions.newest();
      return theirs ? rebaseEdit(draft, base, draftOfClient(theirs), theirs.version) : draft;
    },
    done: () => "",
  });
  return (
    <form
      className={styles["form"]}
      aria-label={rooms.clients.edit}
      noValidate
      onSubmit={form.submit}
    >
      <ClientFields form={form} />
      <ConflictChoices form={form} theirs={seen(form.draft)} fields={CLIENT_FIELDS} />
      <FormFooter
        form={form}
        label={rooms.clients.save}
        fields={CLIENT_FIELDS.map(({ name }) => name)}
      />
      <Button look="quiet" onClick={onLeave}>
        {rooms.common.leave}
      </Button>
    </form>
  );
}
