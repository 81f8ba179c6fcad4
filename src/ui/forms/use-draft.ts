import type { Draft } from "../../application/store/book-store.ts";
import { useBook, useServices } from "../context/book-context.tsx";

const EMPTY: Draft = {};

/**
 * What is typed into a form and not yet sent: it survives another screen, a trip into the past and
 * a reload.
 * @param name of the draft in the store.
 * @returns the draft, and how to replace it.
 */
export function useDraft(name: string): [draft: Draft, set: (next: Draft) => void] {
  const { store } = useServices().session;
  const draft = useBook((state) => state.drafts[name] ?? EMPTY);
  return [
    draft,
    (next) => store.setState(({ drafts }) => ({ drafts: { ...drafts, [name]: next } })),
  ];
}

/**
 * The draft of a form of one field.
 * @param first what is filled in at the beginning.
 * @returns the text, and how to replace it; without a text it is as at the beginning.
 */
export function useDraftField(
  name: string,
  first = "",
): [text: string, set: (text: string | undefined) => void] {
  const [{ text = first }, set] = useDraft(name);
  return [text, (next) => set(next === undefined ? EMPTY : { text: next })];
}
