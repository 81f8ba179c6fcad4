import { type SubmitEvent, useState } from "react";
import { sayError } from "../../../eventlog/errors.ts";
import type { KeptAddress } from "../../../eventlog/shared-address.ts";
import type { GivenSecret } from "../../../store/sharing/book-sharing.ts";
import { plainOf } from "../../drafts/address-draft.ts";
import { Button } from "../../parts/button.tsx";
import { Check } from "../../parts/check.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { rooms } from "../../texts/rooms.ts";

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
