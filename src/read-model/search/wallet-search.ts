import { createFloat64Column, createUint32Column } from "../../eventlog/columns/column.ts";
import type { Position } from "../../eventlog/envelope.ts";
import type { ClientRow } from "../projections/clients.ts";
import type { ViewEvent } from "../projections/projection.ts";
import { type WalletRow, wallets } from "../projections/wallets.ts";
import { createMoments, NONE } from "../temporal/row-entries.ts";
import type { KeyedView } from "../temporal/temporal-view.ts";
import type { ClientSearch } from "./client-search.ts";
import { rowsByCreation } from "./row-list.ts";
import type { RowSearch, Sort } from "./row-search.ts";
import { createSortedEntries } from "./sort-index.ts";

/** By what wallets can be sorted. */
export type WalletSort = "since" | "client" | "balance" | "transactions";

/** In which order wallets are asked for. */
export interface WalletQuery {
  readonly sort: Sort<WalletSort>;
}

/** Makes a search of wallets. Their figures are read when somebody sorts by them for the first time. */
export function createWalletSearch(
  view: KeyedView<WalletRow>,
  clientView: KeyedView<ClientRow>,
  clients: ClientSearch,
  eventAt: (position: Position) => ViewEvent | undefined,
): RowSearch<WalletQuery> {
  const { entries } = view;
  const { positions, places, before } = entries;
  const moments = createMoments(entries);
  const clientMoments = createMoments(clientView.entries);
  const balances = createFloat64Column();
  const versions = createUint32Column();
  /** By place of the client, the place of the wallet, counted from 1. */
  const walletOf = createUint32Column();
  /** And the other way round. */
  const ownerOf = createUint32Column();
  let known = 0;

  const figures = { balance: balances, transactions: versions };
  const orderOf = (column: typeof balances | typeof versions) =>
    createSortedEntries(
      entries,
      () => known,
      (one, other) => (column.values[one] as number) - (column.values[other] as number),
    );
  const orders = { balance: orderOf(figures.balance), transactions: orderOf(figures.transactions) };

  function* read(): Generator<void> {
    // Each entry goes on from the row before it: folding the row anew would walk a busy wallet again and again.
    const rows = new Map<number, { readonly entry: number; readonly row: WalletRow }>();
    while (known < entries.count()) {
      const entry = known + 1;
      const place = places.values[entry] as number;
      const earlier = before.values[entry] as number;
      const position = positions.values[entry] as Position;
      const kept = rows.get(place);
      const last =
        kept?.entry === earlier
          ? kept.row
          : view.rows(positions.values[earlier] as Position, place, place + 1)[0];
      const event = eventAt(position);
      const row = event ? wallets.evolve(last, event) : last;
      balances.set(entry, row?.balance ?? 0);
      versions.set(entry, row?.version ?? 0);
      if (row) {
        rows.set(place, { entry, row });
        if (earlier === NONE) {
          const client = clientView.placeOf(row.clientId);
          walletOf.set(client + 1, place + 1);
          ownerOf.set(place, client + 1);
        }
      }
      known = entry;
      if (known % 64 === 0) yield;
    }
  }

  return {
    *prepare({ sort: { by } }) {
      if (by === "since") return;
      yield* read();
      yield* by === "client" ? clients.orderOf("username").catchUp() : orders[by].catchUp();
    },
    list(at, { sort: { by, descending } }) {
      if (by === "since") return rowsByCreation(view.count(at), descending);
      const rows = view.count(at);
      const current = () => moments.moveTo(at);
      if (by !== "client") {
        return orders[by].list({ current, count: rows, fits: () => true }, descending);
      }
      const walletAt = (client: number) => (walletOf.values[client + 1] ?? 0) - 1;
      const owners = clients.orderOf("username").list(
        {
          current: () => clientMoments.moveTo(at),
          count: rows,
          fits: (client) => (current()[walletAt(client)] ?? NONE) !== NONE,
        },
        descending,
      );
      return {
        count: owners.count,
        placeAt(index) {
          const client = owners.placeAt(index);
          return client === undefined ? undefined : walletAt(client);
        },
        indexOf(place) {
          const client = ownerOf.values[place] ?? 0;
          return client === 0 ? -1 : owners.indexOf(client - 1);
        },
      };
    },
  };
}
