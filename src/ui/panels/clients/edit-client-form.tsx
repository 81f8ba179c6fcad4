import { type SubmitEvent, useState } from "react";
import type { Rejection } from "../../../domain/rejection.ts";
import { isHindsightError } from "../../../eventlog/errors.ts";
import type { ClientRow } from "../../../views/clients.ts";
import { useServices } from "../../book-context.tsx";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import styles from "../../parts/panel.module.css";
import { ConflictChoice } from "./conflict-choice.tsx";

const FIELDS = [
  { name: "name", label: "Name" },
  { name: "email", label: "E-mail" },
  { name: "phone", label: "Phone" },
] as const;

type FieldName = (typeof FIELDS)[number]["name"];
type Values = Readonly<Record<FieldName, string>>;

interface EditClientFormProps {
  /** The client as it stood when the form was opened. */
  readonly client: ClientRow;
  onDone(): void;
}

/** Changes a client. Where somebody else changed it meanwhile, both are shown, and the person chooses field by field. */
export function EditClientForm({ client, onDone }: EditClientFormProps) {
  const { bus, history, follower } = useServices().session;
  const [seen, setSeen] = useState(client);
  const [values, setValues] = useState<Values>(valuesOf(client));
  const [theirs, setTheirs] = useState<ClientRow>();
  const [refused, setRefused] = useState<Pick<Rejection, "message">>();

  const set = (field: FieldName, value: string) => setValues({ ...values, [field]: value });

  const save = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setRefused(undefined);
    const mine = Object.fromEntries(
      FIELDS.filter(({ name }) => values[name].trim() !== (seen[name] ?? "")).map(({ name }) => [
        name,
        values[name],
      ]),
    );
    const command = { type: "ChangeClient", client: client.id, ...mine };
    try {
      const result = await bus.dispatch({ ...command, expectedVersion: seen.version });
      if (result.accepted) onDone();
      else if (result.rejection.code === "version-conflict") await meetConflict();
      else setRefused(result.rejection);
    } catch (error) {
      const advice = isHindsightError(error) ? error.advice : "What you typed is still here.";
      setRefused({ message: `${error instanceof Error ? error.message : error} ${advice}` });
    }
  };

  const meetConflict = async (): Promise<void> => {
    await follower.catchUp();
    const now = history.clients.row(client.id, history.head().position);
    if (!now) return;
    setTheirs(now);
    // What they changed and you did not is theirs already.
    const untouched = FIELDS.filter(({ name }) => values[name].trim() === (seen[name] ?? ""));
    setValues({
      ...values,
      ...Object.fromEntries(untouched.map(({ name }) => [name, now[name] ?? ""])),
    });
    setSeen(now);
  };

  const both = theirs
    ? FIELDS.filter(({ name }) => values[name].trim() !== (theirs[name] ?? ""))
    : [];
  return (
    <form className={styles["form"]} aria-label="Edit client" onSubmit={save}>
      {theirs && (
        <Notice tone="refused">
          This client was changed meanwhile and stands at version {theirs.version}. Nothing of yours
          is lost: choose for each field, then save again.
        </Notice>
      )}
      {refused && <Notice tone="refused">{refused.message}</Notice>}
      {FIELDS.map(({ name, label }) => (
        <Field
          key={name}
          label={label}
          optional
          value={values[name]}
          onChange={(event) => set(name, event.currentTarget.value)}
        />
      ))}
      {both.map(({ name, label }) => (
        <ConflictChoice
          key={name}
          label={label}
          mine={values[name]}
          theirs={theirs?.[name] ?? ""}
          onTakeTheirs={() => set(name, theirs?.[name] ?? "")}
        />
      ))}
      <div className={styles["buttons"]}>
        <Button type="submit" look="primary">
          Save client
        </Button>
        <Button look="quiet" onClick={onDone}>
          Leave it
        </Button>
      </div>
    </form>
  );
}

function valuesOf({ name = "", email = "", phone = "" }: ClientRow): Values {
  return { name, email, phone };
}
