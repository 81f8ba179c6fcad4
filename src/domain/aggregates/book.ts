import type { Aggregate } from "../aggregate.ts";
import type { UsernameKey } from "./username.ts";

/** The book itself: its username key, once the first client came. */
export type BookState = { readonly usernameKey?: UsernameKey };

/** Folds the stream about the book itself. */
export const book: Aggregate<BookState> = {
  initialState: {},
  evolve: (state, event) =>
    event.type === "BookOpened" ? { usernameKey: event.data.usernameKey } : state,
};
