import { Field } from "../../components/field.tsx";
import styles from "../../components/layout.module.css";
import { CLIENT_FIELDS } from "../../forms/drafts/client-draft.ts";
import type { CommandForm } from "../../forms/use-command-form.ts";

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
