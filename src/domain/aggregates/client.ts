import type { Aggregate } from "../aggregate.ts";
import type { ClientId } from "../ids.ts";

/** What is known of a client beside the username. */
export const DETAILS = ["name", "email", "phone", "address"] as const;
/** One of them. */
export type Detail = (typeof DETAILS)[number];
/** Those that are known of a client; an address has its lines with `\n` between them. */
export type Details = { readonly [Field in Detail]?: string };

/** Texts with changes on top: null takes one away. */
export function applyChanges<Texts extends object>(
  texts: Texts,
  changes: { readonly [Field in Detail]?: string | null },
): Texts {
  const changed = Object.entries({ ...texts, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(changed) as Texts;
}

/** A postal address within a line of text. */
export function inOneLine(address: string): string {
  return address.replaceAll("\n", ", ");
}

/** A client, as far as rules care. */
export type ClientState =
  | { readonly status: "absent" }
  | ({
      readonly status: "registered";
      readonly username: string;
    } & Details);

/** Folds a client's stream. */
export const client: Aggregate<ClientState> = {
  initialState: { status: "absent" },
  evolve: (state, event) => {
    switch (event.type) {
      case "ClientRegistered": {
        const { passwordHash: _, ...details } = event.data;
        return { status: "registered", ...details };
      }
      case "ClientChanged":
        return state.status === "absent" ? state : applyChanges(state, event.data);
      default:
        return state;
    }
  },
};

/** Who holds a username, if anybody. */
export type UsernameState = { readonly owner?: ClientId };

/** Folds the stream in which one username is reserved. */
export const username: Aggregate<UsernameState> = {
  initialState: {},
  evolve: (state, event) =>
    event.type === "UsernameReserved" ? { owner: event.data.clientId } : state,
};
