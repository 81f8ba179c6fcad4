import { useState } from "react";
import type { BookSession } from "../store/book-session.ts";
import { useServices } from "./book-context.tsx";

const kept = new WeakMap<BookSession, Map<string, unknown>>();

/**
 * State of a screen that is still there when a person comes back to it, for as long as the book is open.
 * @param name says whose it is; the same name always goes with the same type.
 */
export function useKept<State>(name: string, initial: State): [State, (next: State) => void] {
  const { session } = useServices();
  const [state, setState] = useState(() => (kept.get(session)?.get(name) as State) ?? initial);
  return [
    state,
    (next) => {
      kept.set(session, new Map(kept.get(session)).set(name, next));
      setState(next);
    },
  ];
}
