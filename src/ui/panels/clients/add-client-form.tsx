import { comparableUsername, MAX_USERNAME } from "../../../domain/username.ts";
import type { Draft } from "../../../store/book-store.ts";
import { FormFooter } from "../../form-footer.tsx";
import { Field } from "../../parts/field.tsx";
import styles from "../../parts/panel.module.css";
import { type Problems, useCommandForm } from "../../use-command-form.ts";

const FIELDS = ["username", "password", "name", "email", "phone"];

function problems({ username = "", email = "" }: Draft): Problems {
  return {
    username:
      comparableUsername(username) === ""
        ? "A client needs a username."
        : username.trim().length > MAX_USERNAME
          ? `At most ${MAX_USERNAME} characters.`
          : undefined,
    email:
      email !== "" && !/^\S+@\S+$/.test(email.trim())
        ? "An address such as ada@example.org."
        : undefined,
  };
}

function command({ username = "", name, email, phone }: Draft, { password }: Draft): unknown {
  return {
    type: "RegisterClient",
    username,
    ...(password && { password }),
    ...(name?.trim() && { name: name.trim() }),
    ...(email?.trim() && { email: email.trim() }),
    ...(phone?.trim() && { phone: phone.trim() }),
  };
}

/** Adds a client. The password goes to the command and nowhere else: it is no part of the draft. */
export function AddClientForm() {
  const form = useCommandForm({
    name: "add-client",
    problems,
    command,
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
