import { CLIENT_FIELDS } from "../../drafts/client-draft.ts";
import { Field } from "../../parts/field.tsx";
import styles from "../../parts/panel.module.css";
import type { CommandForm } from "../../use-command-form.ts";

const [NAME, EMAIL, PHONE, ADDRESS] = CLIENT_FIELDS;

/** The fields for what is known of a client beside the username. */
export function ClientFields({ form }: { readonly form: CommandForm }) {
  const typed = ({ name, ...field }: (typeof CLIENT_FIELDS)[number]) => (
    <Field key={name} optional {...field} {...form.bind(name)} />
  );
  return (
    <>
      {typed(NAME)}
      <div className={styles["unevenPair"]}>{[EMAIL, PHONE].map(typed)}</div>
      {typed(ADDRESS)}
    </>
  );
}
