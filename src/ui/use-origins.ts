import type { Position } from "../eventlog/envelope.ts";
import { type ClientRow, clients } from "../views/clients.ts";
import { lastChange } from "../views/last-change.ts";
import { type OrderRow, orders } from "../views/orders.ts";
import { type WalletRow, wallets } from "../views/wallets.ts";
import { useServices } from "./book-context.tsx";

/** Tells where the values of a record come from: the last event that changed some of its fields. */
type OriginOf<Row> = (id: string, ...fields: (keyof Row)[]) => Position | undefined;

/** Where the values on the screen come from, as of a position. */
interface Origins {
  readonly ofClient: OriginOf<ClientRow>;
  readonly ofOrder: OriginOf<OrderRow>;
  /** Wallets go by their client's id. */
  readonly ofWallet: OriginOf<WalletRow>;
}

/** Looks up, for single values and only when asked, which event gave them. */
export function useOrigins(at: Position): Origins {
  const { history } = useServices().session;
  const of = {
    client: { view: history.clients, projection: clients },
    order: { view: history.orders, projection: orders },
    wallet: { view: history.wallets, projection: wallets },
  };
  return {
    ofClient: (id, ...fields) => lastChange(of.client, id, fields, at),
    ofOrder: (id, ...fields) => lastChange(of.order, id, fields, at),
    ofWallet: (id, ...fields) => lastChange(of.wallet, id, fields, at),
  };
}

/** The later of what two values come from, where a cell is made of both. */
export function later(one: Position | undefined, other: Position | undefined) {
  return one === undefined || (other !== undefined && other > one) ? other : one;
}
