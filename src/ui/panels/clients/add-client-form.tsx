import { NEW_CLIENT, newClientProblems, registerCommand } from "../../drafts/client-draft.ts";
import { FormFooter } from "../../form-footer.tsx";
import { Field } from "../../parts/field.tsx";
import styles from "../../parts/panel.module.css";
import { useCommandForm } from "../../use-command-form.ts";

const FIELDS = ["username", "password", "name", "email", "phone"];

/** Adds a client. The password goes to the command and nowhere else: it is no part of the draft. */
export function AddClientForm() {
  const form = useCommandForm({
    name: NEW_CLIENT,
    problems: newClientProblems,
    command: registerCommand,
    done: ({ username = "" }) => `${username.trim()} is in the book.`,
  });
  return (
    <form className={styles["form"]} aria-labelledby="add-client" noValidate onSubmit={form.submit}>
      <h2 id="add-client">Add client</h2>
      <Field label="Username" required spellCheck={false} {...form.bind("username")} />
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        optional
        error={form.errorOf("password")}
        hint="Only its Argon2id hash is kept."
      />
      <Field label="Name" optional {...form.bind("name")} />
      <Field label="E-mail" type="email" optional {...form.bind("email")} />
      <Field label="Phone" type="tel" optional {...form.bind("phone")} />
      <FormFooter form={form} label="Add client" fields={FIELDS} />
    </form>
  );
}
