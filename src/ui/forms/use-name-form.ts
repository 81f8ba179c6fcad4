import { type SubmitEvent, useState } from "react";
import { hiddenIn, NOTHING_VISIBLE } from "../../domain/values/visible-name.ts";
import { sayError } from "../../eventlog/errors.ts";
import type { FieldError } from "../components/field.tsx";
import { rooms } from "../i18n/screen-texts.ts";

/** The one field of a form that gives a name to a book, a branch or a moment. */
export interface NameForm {
  readonly error: FieldError | undefined;
  readonly isPending: boolean;
  submit(event: SubmitEvent<HTMLFormElement>): Promise<void>;
}

/** What is wrong with a name that something is to have, if anything. */
export function nameProblem(name: string): string | undefined {
  const hidden = hiddenIn(name.trim());
  if (hidden === undefined) return undefined;
  return hidden === NOTHING_VISIBLE ? rooms.names.nothing : rooms.names.hidden(hidden);
}

/**
 * Checks a name before it is given, and tells beside the field what is wrong: with the name, or
 * with giving it.
 * @param name as it was typed.
 * @param give gets the name without the blanks around it. While it is under way, and once it is
 * done, the form waits.
 */
export function useNameForm(name: string, give: (name: string) => Promise<void>): NameForm {
  const [error, setError] = useState<FieldError>();
  const [isPending, setPending] = useState(false);
  const refuse = (message: string) => setError({ message, refused: true });
  return {
    error,
    isPending,
    async submit(event) {
      event.preventDefault();
      if (isPending) return;
      const problem = nameProblem(name);
      if (problem !== undefined) return refuse(problem);
      setError(undefined);
      setPending(true);
      try {
        await give(name.trim());
      } catch (thrown) {
        refuse(sayError(thrown));
        setPending(false);
      }
    },
  };
}
