import { Field } from "../../parts/field.tsx";
import { rooms } from "../../texts/rooms.ts";
import type { AddressForm } from "./use-address-form.ts";

/** Where a shared book is, and who asks for it. */
export function AddressFields({ bind }: Pick<AddressForm, "bind">) {
  return (
    <>
      <Field
        label={rooms.sharing.server}
        required
        spellCheck={false}
        inputMode="url"
        hint={rooms.sharing.serverHint}
        {...bind("server")}
      />
      <Field
        label={rooms.sharing.name}
        required
        spellCheck={false}
        hint={rooms.sharing.nameHint}
        {...bind("name")}
      />
      <Field
        label={rooms.sharing.user}
        spellCheck={false}
        hint={rooms.sharing.userHint}
        {...bind("user")}
      />
      <Field
        label={rooms.sharing.password}
        name="password"
        type="password"
        hint={rooms.sharing.passwordHint}
      />
    </>
  );
}
