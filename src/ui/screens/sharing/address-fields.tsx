import { Check } from "../../components/checkbox.tsx";
import { Field } from "../../components/field.tsx";
import { Notice } from "../../components/notice.tsx";
import { plainServers } from "../../forms/drafts/address-draft.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import type { AddressForm } from "./use-address-form.ts";

/** Where a shared book is, and who asks for it. */
export function AddressFields({ bind, choose }: Pick<AddressForm, "bind" | "choose">) {
  const server = bind("server").value;
  const plain = plainServers(server);
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
      <Check label={rooms.sharing.keep} hint={rooms.sharing.keepHint} {...choose("keep", "yes")} />
      {plain.length > 0 && (
        <>
          <Notice tone="past">{rooms.sharing.plain(plain.join(", "))}</Notice>
          <Check label={rooms.sharing.plainAgreed} {...choose("plain", server)} />
        </>
      )}
    </>
  );
}
