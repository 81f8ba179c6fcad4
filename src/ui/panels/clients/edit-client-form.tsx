import type { Draft } from "../../../store/book-store.ts";
import type { ClientRow } from "../../../views/clients.ts";
import { useServices } from "../../book-context.tsx";
import { ConflictChoices } from "../../conflict-choices.tsx";
import {
  CLIENT_FIELDS,
  changeCommand,
  clientProblems,
  draftOfClient,
} from "../../drafts/client-draft.ts";
import { editDraftName, editedVersion, rebaseEdit } from "../../drafts/edit-draft.ts";
import { FormFooter } from "../../form-footer.tsx";
import { Button } from "../../parts/button.tsx";
import styles from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";
import { useCommandForm } from "../../use-command-form.ts";
import { useVersions } from "../../use-versions.ts";
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
