import { DETAILS, type Details } from "../aggregates/client.ts";
import type { CommandInput } from "../command-schema.ts";
import type { ClientId, OrderId } from "../ids.ts";
import type { OrderLine } from "../values/money.ts";
import { TAKEN_BACK } from "./compensation.ts";

/**
 * What brings a record back to what it was at an earlier moment: a command like any other, since nothing that happened is ever
 * removed. Or why it stays as it is.
 */
export type Restoration =
  | { readonly kind: "possible"; readonly command: CommandInput }
  | { readonly kind: "stays"; readonly why: Staying };

/** Why a record stays as it is: what happened to it since cannot be taken back. */
export type Staying =
  /** The client was registered, or the wallet opened, since; both stay in the book. */
  | "registered"
  | "opened"
  /** The order was shipped, paid or cancelled since. */
  | "shipped"
  | "paid"
  | "cancelled"
  /** The order was placed since, and is cancelled already. */
  | "withdrawn"
  /** What is given back for cancelled orders brings the wallet back. */
  | "refunded";

/** A client as restoring looks at it. */
export interface RestorableClient extends Details {
  readonly id: ClientId;
  readonly version: number;
}

/** An order as restoring looks at it. */
export interface RestorableOrder {
  readonly id: OrderId;
  readonly status: "placed" | "paid" | "shipped" | "cancelled";
  readonly lines: readonly OrderLine[];
  readonly version: number;
}

/**
 * Brings a client back. The command relies on the version that was looked at here, so that nobody's change in between is lost.
 * @param before the client as it was; undefined where it was not in the book yet.
 */
export function restoreClient(
  before: RestorableClient | undefined,
  now: RestorableClient,
): Restoration {
  if (!before) return stays("registered");
  const former = DETAILS.filter((field) => before[field] !== now[field]).map(
    (field) => [field, before[field] ?? ""] as const,
  );
  const { id: client, version: expectedVersion } = now;
  return possible({
    type: "ChangeClient",
    client,
    ...Object.fromEntries(former),
    expectedVersion,
  });
}

/**
 * Brings an order back: its lines, as long as nobody has paid for it. One that was placed since is cancelled, which gives back what
 * was paid for it.
 * @param before the order as it was; undefined where it was not in the book yet.
 */
export function restoreOrder(
  before: RestorableOrder | undefined,
  now: RestorableOrder,
): Restoration {
  const { id: orderId, version: expectedVersion } = now;
  if (!before) {
    if (now.status === "shipped") return stays("shipped");
    if (now.status === "cancelled") return stays("withdrawn");
    return possible({ type: "CancelOrder", orderId, reason: TAKEN_BACK, expectedVersion });
  }
  if (now.status !== "placed") return stays(now.status);
  return possible({
    type: "ChangeOrderLines",
    orderId,
    lines: [...before.lines],
    expectedVersion,
  });
}

/**
 * Brings the money in a wallet back, in minor units.
 * @param before undefined where there was no wallet yet: it is emptied, and stays.
 * @param now what will be in it once orders are brought back.
 */
export function restoreBalance(
  client: ClientId,
  before: number | undefined,
  now: number,
): Restoration {
  const more = (before ?? 0) - now;
  if (more === 0) return stays(before === undefined ? "opened" : "refunded");
  const type = more > 0 ? "CreditWallet" : "DebitWallet";
  return possible({ type, client, amount: Math.abs(more) });
}

function possible(command: CommandInput): Restoration {
  return { kind: "possible", command };
}

function stays(why: Staying): Restoration {
  return { kind: "stays", why };
}
