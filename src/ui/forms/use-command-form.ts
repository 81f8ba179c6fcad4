import { type SubmitEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Draft } from "../../application/store/book-store.ts";
import type { Rejection } from "../../domain/rejection.ts";
import { sayError } from "../../eventlog/errors.ts";
import type { FieldError } from "../components/field.tsx";
import { useServices } from "../context/book-context.tsx";
import { texts } from "../i18n/texts.ts";
import { useDraft } from "./use-draft.ts";

/** Problems by field name, found while typing. */
export type Problems = Readonly<Record<string, string | undefined>>;

/** What a form is about: how its draft becomes a command. */
export interface CommandFormOptions {
  /** Name of the draft in the store. */
  readonly name: string;
  /** What is wrong with the draft as it stands. */
  problems(draft: Draft): Problems;
  /** The command; called only without problems, or in the past, where the bus refuses anything. */
  command(draft: Draft, secrets: Draft): unknown;
  /** Sentence for when the command was accepted. */
  done(draft: Draft): string;
  /** The draft held against what others made of the record, for a form that edits one. */
  rebase?(draft: Draft): Promise<Draft>;
}

/** State and handlers of one form. */
export interface CommandForm {
  readonly draft: Draft;
  readonly pending: boolean;
  readonly rejection: Rejection | undefined;
  readonly done: string | undefined;
  /** The field that a submission drew attention to; another object each time. */
  readonly attention: { readonly field: string } | undefined;
  set(field: string, value: string): void;
  setDraft(draft: Draft): void;
  /** What a plain field needs: its value, its error, its handlers. */
  bind(field: string): {
    name: string;
    value: string;
    error: FieldError | undefined;
    onChange(event: { currentTarget: { value: string } }): void;
    onBlur(): void;
  };
  errorOf(field: string): FieldError | undefined;
  touch(field: string): void;
  submit(event: SubmitEvent<HTMLFormElement>): Promise<void>;
}

const EMPTY: Draft = {};

/**
 * A form that dispatches one command. What was typed stays in the store until it is accepted, so that it survives a
 * refusal, another screen and a trip into the past.
 */
export function useCommandForm(options: CommandFormOptions): CommandForm {
  const { session, own } = useServices();
  const [draft, setDraft] = useDraft(options.name);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [submitted, setSubmitted] = useState(false);
  const [pending, setPending] = useState(false);
  const [rejection, setRejection] = useState<Rejection>();
  const [done, setDone] = useState<string>();
  const [attention, setAttention] = useState<CommandForm["attention"]>();
  const busy = useRef(false);
  const problems = options.problems(draft);
  const firstProblem = Object.keys(problems).find((name) => problems[name]);

  const set = (field: string, value: string): void => {
    const { drafts } = session.store.getState();
    setDraft({ ...drafts[options.name], [field]: value });
    setDone(undefined);
    if (rejection?.field === field) setRejection(undefined);
  };

  const touch = (field: string): void => setTouched((before) => new Set(before).add(field));

  const errorOf = (field: string): FieldError | undefined => {
    if (rejection?.field === field) return { message: rejection.message, refused: true };
    const message = problems[field];
    const shown = submitted || (touched.has(field) && draft[field]);
    if (!message || !shown) return undefined;
    // One voice: the first problem is spoken, the others stand beside their fields.
    const isFirst = field === firstProblem;
    return { message, refused: submitted && isFirst && !rejection };
  };

  const send = async (form: HTMLFormElement): Promise<void> => {
    const isLive = session.store.getState().cursor === "live";
    if (isLive && firstProblem !== undefined) {
      // Draw the messages before moving the focus: one above the field would push it out of
      // view, and its own would not be read out.
      flushSync(() => {
        setSubmitted(true);
        setAttention({ field: firstProblem });
      });
      focusField(form, firstProblem);
      return;
    }
    const secretFields = [...form.querySelectorAll<HTMLInputElement>("input[type=password]")];
    const secrets = Object.fromEntries(secretFields.map(({ name, value }) => [name, value]));
    const result = await own.dispatch(options.command(draft, secrets));
    if (!result.accepted) {
      if (result.rejection.code === "version-conflict" && options.rebase) {
        setDraft(await options.rebase(draft));
      }
      const { field } = result.rejection;
      flushSync(() => {
        setRejection(result.rejection);
        setAttention(field === undefined ? undefined : { field });
      });
      focusField(form, field);
      return;
    }
    const since = typedSince(draft, session.store.getState().drafts[options.name] ?? EMPTY);
    setDraft(since);
    for (const field of secretFields) if (field.value === secrets[field.name]) field.value = "";
    setTouched(new Set());
    setSubmitted(false);
    setDone(options.done(draft));
    if (since === EMPTY) form.querySelector<HTMLInputElement>("input")?.focus();
  };

  return {
    draft,
    pending,
    rejection,
    done,
    attention,
    set,
    setDraft,
    errorOf,
    touch,
    bind: (field) => ({
      name: field,
      value: draft[field] ?? "",
      error: errorOf(field),
      onChange: (event) => set(field, event.currentTarget.value),
      onBlur: () => touch(field),
    }),
    async submit(event) {
      event.preventDefault();
      if (busy.current) return;
      const form = event.currentTarget;
      busy.current = true;
      setPending(true);
      setRejection(undefined);
      setDone(undefined);
      try {
        await send(form);
      } catch (error) {
        setRejection({ code: "busy", message: sayError(error, texts.common.stillTyped) });
      } finally {
        busy.current = false;
        setPending(false);
      }
    },
  };
}

// Who types on while a command is under way has begun the next one.
function typedSince(sent: Draft, now: Draft): Draft {
  const since = Object.entries(now).filter(([field, value]) => value !== (sent[field] ?? ""));
  return since.length > 0 ? Object.fromEntries(since) : EMPTY;
}

function focusField(form: HTMLFormElement, field: string | undefined): void {
  const control = field === undefined ? null : form.elements.namedItem(field);
  if (control instanceof HTMLElement) control.focus();
}
