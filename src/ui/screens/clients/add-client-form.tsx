import { lazy, Suspense } from "react";
import { Field } from "../../components/field.tsx";
import styles from "../../components/layout.module.css";
import {
  CLIENT_FIELDS,
  NEW_CLIENT,
  newClientProblems,
  registerCommand,
} from "../../forms/drafts/client-draft.ts";
import { FormFooter } from "../../forms/form-footer.tsx";
import { useCommandForm } from "../../forms/use-command-form.ts";
import { texts } from "../../i18n/texts.ts";
import { ClientFields } from "./client-fields.tsx";

const LookAlikesNote = lazy(async () => ({
  default: (await import("./look-alikes-note.tsx")).LookAlikesNote,
}));

const FIELDS = ["username", "password", ...CLIENT_FIELDS.map(({ name }) => name)];

/** Adds a client. The password is no part of the draft, and of no log. */
export function AddClientForm() {
  const form = useCommandForm({
    name: NEW_CLIENT,
    problems: newClientProblems,
    command: registerCommand,
    done: ({ username = "" }) => texts.clients.added(username.trim()),
  });
  const { username } = form.draft;
  return (
    <form className={styles["form"]} aria-labelledby="add-client" noValidate onSubmit={form.submit}>
      <h2 id="add-client">{texts.clients.add}</h2>
      <Field label={texts.labels.username} required spellCheck={false} {...form.bind("username")} />
      {username && (
        <Suspense fallback={null}>
          <LookAlikesNote username={username} />
        </Suspense>
      )}
      <Field
        label={texts.clients.password}
        name="password"
        type="password"
        autoComplete="new-password"
        optional
        error={form.errorOf("password")}
        hint={texts.clients.passwordHint}
      />
      <ClientFields form={form} />
      <FormFooter form={form} label={texts.clients.add} fields={FIELDS} />
    </form>
  );
}
