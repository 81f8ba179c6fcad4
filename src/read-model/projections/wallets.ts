import { wallet } from "../../domain/aggregates/wallet.ts";
import { type ClientId, WALLET, walletOwnerOf } from "../../domain/ids.ts";
import type { EpochMs, StreamVersion } from "../../eventlog/envelope.ts";
import type { KeyedProjection } from "./projection.ts";

/** One wallet as the book knows it at a position. `balance` in minor units of `currency`. */
export interface WalletRow {
  readonly clientId: ClientId;
  readonly balance: number;
  readonly currency: string;
  readonly openedAt: EpochMs;
  readonly version: StreamVersion;
}

/** Wallets, one row each. */
export const wallets: KeyedProjection<WalletRow> = {
  name: "wallets",
  version: 1,
  keys: { are: "streams", prefix: WALLET },
  births: ["WalletOpened"],
  changes: ["WalletCredited", "WalletDebited"],
  evolve(row, { event, stream, version, occurredAt }) {
    const clientId = walletOwnerOf(stream);
    if (clientId === undefined) return row;
    const before = row
      ? ({ status: "open", currency: row.currency, balance: row.balance } as const)
      : wallet.initialState;
    const after = wallet.evolve(before, event);
    if (after.status === "unopened" || after === before) return row;
    const { balance, currency } = after;
    return { clientId, balance, currency, openedAt: row?.openedAt ?? occurredAt, version };
  },
};
