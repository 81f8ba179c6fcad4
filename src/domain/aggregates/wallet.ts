import type { Aggregate } from "../aggregate.ts";

/** A wallet: what is in it, in minor units of the one currency it holds. */
export type WalletState =
  | { readonly status: "unopened" }
  | { readonly status: "open"; readonly currency: string; readonly balance: number };

/** Folds a wallet's stream. */
export const wallet: Aggregate<WalletState> = {
  initialState: { status: "unopened" },
  evolve: (state, event) => {
    if (event.type === "WalletOpened") {
      return { status: "open", currency: event.data.currency, balance: 0 };
    }
    if (state.status === "unopened") return state;
    switch (event.type) {
      case "WalletCredited":
        return { ...state, balance: state.balance + event.data.amount };
      case "WalletDebited":
        return { ...state, balance: state.balance - event.data.amount };
      default:
        return state;
    }
  },
};
