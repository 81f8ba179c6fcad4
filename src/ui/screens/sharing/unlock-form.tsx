import { type SubmitEvent, useState } from "react";
import type { GivenSecret } from "../../../application/sharing/share-book.ts";
import { sayError } from "../../../eventlog/errors.ts";
import type { KeptAddress } from "../../../eventlog/replication/server-address.ts";
import { Button } from "../../components/button.tsx";
import { Check } from "../../components/checkbox.tsx";
import { Field } from "../../components/field.tsx";
import { Notice } from "../../components/notice.tsx";
import { plainOf } from "../../forms/drafts/address-draft.ts";
import { rooms } from "../../i18n/screen-texts.ts";

interface UnlockFormProps {
  readonly address: KeptAddress;
  /** What the password is for. */
  onGiven(given: GivenSecret): Promise<void>;
}

/** Asks for the password of a shared book. It stays in its field until it is sent. */
export function UnlockForm({ address, onGiven }: UnlockFormProps) {
  const [isKept, setKept] = useState("sealed" in address.credentials);
  const [problem, setProblem] = useState<string>();
  const plain = plainOf(address.servers);

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const secret = String(new FormData(form).get("password") ?? "");
    setProblem(undefined);
    onGiven({ secret, isKept }).then(
      () => form.reset(),
      (error) => setProblem(sayError(error, rooms.sharing.nothingLost)),
    );
  };
  return (
    <form aria-label={rooms.sharing.unlock} onSubmit={submit}>
      {plain.length > 0 && <Notice tone="past">{rooms.sharing.plain(plain.join(", "))}</Notice>}
      <Field label={rooms.sharing.password} name="password" type="password" />
      <Check
        label={rooms.sharing.keep}
        hint={rooms.sharing.keepHint}
        checked={isKept}
        onChange={setKept}
      />
      {problem && <Notice tone="refused">{problem}</Notice>}
      <Button type="submit" look="primary">
        {rooms.sharing.unlock}
      </Button>
    </form>
  );
}
