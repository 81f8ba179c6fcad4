import { clientIdOf, orderIdOf, walletOwnerOf } from "../../domain/ids.ts";
import type { Position, StreamName } from "../../eventlog/envelope.ts";
import { createBreathing } from "../../eventlog/util/yield-to-main.ts";
import type { ClientRow } from "../../read-model/projections/clients.ts";
import type { OrderRow } from "../../read-model/projections/orders.ts";
import type { WalletRow } from "../../read-model/projections/wallets.ts";
import { fieldChanges } from "../../read-model/queries/field-diff.ts";
import { compare } from "../../read-model/queries/position-diff.ts";
import type { RowDifference } from "../../read-model/queries/row-diff.ts";
import type { History } from "../../read-model/read-model.ts";

/** A record that is now something else than it was. */
export type Differing =
  | ({ readonly view: "clients" } & RowDifference<ClientRow>)
  | ({ readonly view: "orders" } & RowDifference<OrderRow>)
  | ({ readonly view: "wallets" } & RowDifference<WalletRow>);

/** More records differ than a person can look through. */
export interface TooMany {
  readonly kind: "too-many";
  readonly head: Position;
  readonly count: number;
}

/** Which records are looked at, and between which two positions. */
interface Span {
  readonly at: Position;
  readonly head: Position;
  /** The stream of one record; all of them when left out. */
  readonly record: StreamName | undefined;
}

/** Records that are brought back at once: a person looks through them before. */
export const MOST_RESTORED = 5_000;

/**
 * The records that differ between two positions: clients first, then orders, then wallets.
 * @throws the signal's reason when it is broken off.
 */
export async function findDiffering(
  history: History,
  { at, head, record }: Span,
  signal: AbortSignal,
): Promise<readonly Differing[] | TooMany> {
  if (record !== undefined) return differingRecord(history, record, at, head);
  const breathe = createBreathing();
  const pause = async (): Promise<void> => {
    await breathe();
    signal.throwIfAborted();
  };
  const comparison = compare(history, at, head);
  for (const _ of comparison.look()) await pause();
  const { clients, orders, wallets } = comparison;
  const count = [clients, orders, wallets].reduce(
    (sum, rows) => sum + rows.changed() + rows.added,
    0,
  );
  if (count > MOST_RESTORED) return { kind: "too-many", head, count };

  const found: Differing[] = [];
  const take = async (row: Differing): Promise<void> => {
    found.push(row);
    await pause();
  };
  for (const row of clients.all()) await take({ view: "clients", ...row });
  for (const row of orders.all()) await take({ view: "orders", ...row });
  for (const row of wallets.all()) await take({ view: "wallets", ...row });
  return found;
}

function differingRecord(
  { clients, orders, wallets }: History,
  stream: StreamName,
  at: Position,
  head: Position,
): readonly Differing[] {
  const clientId = clientIdOf(stream);
  if (clientId !== undefined) {
    const row = differenceOf(clients.row(clientId, at), clients.row(clientId, head));
    return row ? [{ view: "clients", ...row }] : [];
  }
  const orderId = orderIdOf(stream);
  if (orderId !== undefined) {
    const row = differenceOf(orders.row(orderId, at), orders.row(orderId, head));
    return row ? [{ view: "orders", ...row }] : [];
  }
  const owner = walletOwnerOf(stream);
  const row = owner && differenceOf(wallets.row(owner, at), wallets.row(owner, head));
  return row ? [{ view: "wallets", ...row }] : [];
}

function differenceOf<Row extends object>(
  before: Row | undefined,
  after: Row | undefined,
): RowDifference<Row> | undefined {
  const fields = fieldChanges(before, after);
  if (!after || fields.length === 0) return undefined;
  return { ...(before && { before }), after, fields };
}
