import { useBook, useServices } from "./book-context.tsx";

/**
 * What is typed into a form of one field, kept with the drafts of the others: it survives another
 * screen and a reload.
 * @param name of the draft in the store.
 * @param first what is filled in at the beginning.
 * @returns it, and how to change it; without a text it is as at the beginning.
 */
export function useDraftField(
  name: string,
  first = "",
): [text: string, set: (text: string | undefined) => void] {
  const { store } = useServices().session;
  const text = useBook((state) => state.drafts[name]?.["text"]) ?? first;
  return [
    text,
    (next) =>
      store.setState(({ drafts }) => ({
        drafts: { ...drafts, [name]: next === undefined ? {} : { text: next } },
      })),
  ];
}
