import type { Position } from "../../eventlog/envelope.ts";
import type { RowView } from "../../read-model/projections/all-projections.ts";
import type { ClientRow } from "../../read-model/projections/clients.ts";
import type { OrderRow } from "../../read-model/projections/orders.ts";
import type { WalletRow } from "../../read-model/projections/wallets.ts";
import { foldedView, lastChange } from "../../read-model/queries/field-origin.ts";
import type { CellOrigin } from "../components/table/table-column.ts";
import { useServices } from "../context/book-context.tsx";
import { inspect } from "./open-inspector.ts";

/** Tells where the values of a record come from: the last event that changed some of its fields. */
type OriginOf<Row> = (id: string, ...fields: (keyof Row & string)[]) => CellOrigin | undefined;

/** Where the values on the screen come from, as of a position. */
interface Origins {
  readonly ofClient: OriginOf<ClientRow>;
  readonly ofOrder: OriginOf<OrderRow>;
  /** Wallets go by their client's id. */
  readonly ofWallet: OriginOf<WalletRow>;
}

/** Looks up, for single values and only when asked, which event gave them. */
export function useOrigins(at: Position): Origins {
  const { history, store } = useServices().session;
  const originIn =
    (view: RowView) =>
    (id: string, ...fields: string[]): CellOrigin | undefined => {
      const position = lastChange(foldedView(history, view), id, fields, at);
      if (position === undefined) return undefined;
      return { position, open: () => inspect(store, position, { view, fields }) };
    };
  return {
    ofClient: originIn("clients"),
    ofOrder: originIn("orders"),
    ofWallet: originIn("wallets"),
  };
}

/** The later of what two values come from, where a cell is made of both. */
export function later(one: CellOrigin | undefined, other: CellOrigin | undefined) {
  return !one || (other && other.position > one.position) ? other : one;
}
