import { type SubmitEvent, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import {
  mayConnectTo,
  reloadAllowing,
  wasReloadedFor,
} from "../../../application/sharing/allowed-servers.ts";
import { carrySecret, takeCarriedSecret } from "../../../application/sharing/carried-secret.ts";
import type { Draft } from "../../../application/store/book-store.ts";
import { sayError } from "../../../eventlog/errors.ts";
import type { SharedAddress } from "../../../eventlog/replication/server-address.ts";
import type { CheckProps } from "../../components/checkbox.tsx";
import type { FieldError } from "../../components/field.tsx";
import { addressOf, addressProblems } from "../../forms/drafts/address-draft.ts";
import type { Problems } from "../../forms/use-command-form.ts";
import { useDraft } from "../../forms/use-draft.ts";
import { rooms } from "../../i18n/screen-texts.ts";

/** A form that asks for the address of a shared book. */
export interface AddressForm {
  readonly pending: boolean;
  /** What went wrong with the last try. */
  readonly problem: string | undefined;
  /** What a field needs. */
  bind(field: string): {
    name: string;
    value: string;
    error: FieldError | undefined;
    onChange(event: { currentTarget: { value: string } }): void;
  };
  /** What a choice needs. @param yes what stands in the draft for a choice that is made. */
  choose(field: string, yes: string): Omit<CheckProps, "label">;
  submit(event: SubmitEvent<HTMLFormElement>): Promise<void>;
}

/**
 * What is typed of an address, and what came of it. The secret stays in its field.
 * @param name of the draft in the store: what was typed survives another screen and a reload.
 * @param first what is filled in at the beginning.
 * @param more what is wrong with further fields.
 */
export function useAddressForm(
  name: string,
  first: Draft,
  send: (address: SharedAddress, draft: Draft) => Promise<void>,
  more: (draft: Draft) => Problems = () => ({}),
): AddressForm {
  const [typed, setDraft] = useDraft(name);
  const draft: Draft = { keep: "yes", ...first, ...typed };
  const [wasSent, setWasSent] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const problems: Problems = { ...addressProblems(draft), ...more(draft) };
  const firstBad = Object.keys(problems).find((field) => problems[field]);

  const errorOf = (field: string): FieldError | undefined => {
    const message = wasSent ? problems[field] : undefined;
    return message ? { message, refused: field === firstBad } : undefined;
  };

  const sendWith = async (secret: string): Promise<void> => {
    setPending(true);
    try {
      await send(addressOf(draft, secret), draft);
      setDraft({});
    } catch (error) {
      setProblem(sayError(error, rooms.sharing.nothingLost));
    } finally {
      setPending(false);
    }
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what was typed before the reload
  useEffect(() => {
    if (!wasReloadedFor(name)) return;
    setPending(true);
    takeCarriedSecret(name).then((secret) => {
      if (secret !== undefined) return sendWith(secret);
      setPending(false);
      setProblem(rooms.sharing.typeAgain);
      return undefined;
    });
  }, []);

  return {
    pending,
    problem,
    bind: (field) => ({
      name: field,
      value: draft[field] ?? "",
      error: errorOf(field),
      onChange: ({ currentTarget: { value } }) => setDraft({ ...draft, [field]: value }),
    }),
    choose: (field, yes) => ({
      name: field,
      checked: (draft[field] ?? "") === yes,
      error: errorOf(field),
      onChange: (checked) => setDraft({ ...draft, [field]: checked ? yes : "no" }),
    }),
    async submit(event) {
      event.preventDefault();
      const form = event.currentTarget;
      // Draw the messages before moving the focus: they push the fields below them out of view.
      flushSync(() => {
        setWasSent(true);
        setProblem(undefined);
      });
      if (pending) return;
      const field = firstBad === undefined ? null : form.elements.namedItem(firstBad);
      if (field instanceof HTMLElement) return field.focus();
      const secret = String(new FormData(form).get("password") ?? "");
      const { servers } = addressOf(draft, secret);
      if (mayConnectTo(servers)) return sendWith(secret);
      setPending(true);
      await carrySecret(name, secret);
      reloadAllowing(servers, name);
    },
  };
}
