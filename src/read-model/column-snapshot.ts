import type { KeptColumns } from "../eventlog/columns/column-set.ts";
import type { Head, Position } from "../eventlog/envelope.ts";
import { checkouts } from "./projections/checkouts.ts";
import { clients } from "./projections/clients.ts";
import { orders } from "./projections/orders.ts";
import { wallets } from "./projections/wallets.ts";

/** What a history has derived from the first events of a log. Costs time to lose, and nothing else. */
export interface KeptHistory {
  readonly upTo: Position;
  readonly columns: KeptColumns;
}

/** What a history can begin with: columns that were derived from the events up to a head. */
export interface KnownEvents {
  readonly head: Head;
  readonly columns: KeptColumns;
}

/** Rises when what a history keeps would mean something else: what was kept before is then of no use. */
const KEPT_VERSION = 4;

/** What tells histories apart that cannot begin with what another kept. */
export const KEPT_SHAPE: string = JSON.stringify([
  KEPT_VERSION,
  ...[clients, orders, wallets, checkouts].map(({ births, changes }) => [births, changes]),
]);
