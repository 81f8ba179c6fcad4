import type { ClientId } from "../../../domain/ids.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import type { WalletRow } from "../../../read-model/projections/wallets.ts";
import type { RowList } from "../../../read-model/search/row-list.ts";
import type { WalletQuery } from "../../../read-model/search/wallet-search.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { DataTable } from "../../components/table/data-table.tsx";
import type { Column } from "../../components/table/table-column.ts";
import { useIsPast, useServices } from "../../context/book-context.tsx";
import { Moment } from "../../describe/moment.tsx";
import { standInFor } from "../../describe/stand-in.ts";
import { usePendingRows } from "../../hooks/use-pending-rows.ts";
import { useTablePlace } from "../../hooks/use-table-state.ts";
import { formatDay, formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import { later, useOrigins } from "../../provenance/use-field-origins.ts";

interface WalletsTableProps {
  readonly at: Position;
  readonly query: WalletQuery;
  onQuery(query: WalletQuery): void;
  readonly list: RowList;
  readonly opened: ClientId | undefined;
  onOpen(id: ClientId): void;
}

/** All wallets as of a position. */
export function WalletsTable(props: WalletsTableProps) {
  const { at, query, onQuery, list, opened, onOpen } = props;
  const { history } = useServices().session;
  const { wallets, clients } = history;
  const { ofClient, ofWallet } = useOrigins(at);
  const isPending = usePendingRows("wallets");
  const { count, placeAt, indexOf } = list;
  const nameOf = (id: ClientId) => clients.row(id, at)?.username ?? standInFor(id, history);

  const columns: readonly Column<WalletRow>[] = [
    {
      title: rooms.labels.client,
      width: "minmax(110px, 1.6fr)",
      narrowWidth: "minmax(64px, 1fr)",
      sort: { by: "client", descending: false },
      origin: ({ clientId }) =>
        later(ofWallet(clientId, "clientId"), ofClient(clientId, "username")),
      cell: ({ clientId }) => (
        <Button
          small
          look="quiet"
          aria-label={rooms.wallets.open(nameOf(clientId))}
          onClick={() => onOpen(clientId)}
        >
          {nameOf(clientId)}
        </Button>
      ),
    },
    {
      title: rooms.labels.balance,
      width: "minmax(110px, 1fr)",
      narrowWidth: "min-content",
      end: true,
      sort: { by: "balance", descending: true },
      origin: ({ clientId }) => ofWallet(clientId, "balance", "currency"),
      cell: ({ balance, currency }) => formatMoney(balance, currency),
    },
    {
      title: rooms.wallets.transactions,
      width: "110px",
      room: "medium",
      end: true,
      sort: { by: "transactions", descending: true },
      origin: ({ clientId }) => ofWallet(clientId, "version"),
      // The first event opens the wallet and moves nothing.
      cell: ({ version }) => version - 1,
    },
    {
      title: texts.common.since,
      width: "100px",
      room: "wide",
      sort: { by: "since", descending: true },
      origin: ({ clientId }) => ofWallet(clientId, "openedAt"),
      cell: ({ openedAt }) => (
        <span className={styles["soft"]}>
          <Moment time={openedAt} format={formatDay} />
        </span>
      ),
    },
  ];

  return (
    <DataTable
      label={texts.screens.wallets}
      columns={columns}
      count={count}
      place={useTablePlace("wallets")}
      recycled={useIsPast()}
      rowAt={(index) => {
        const place = placeAt(index);
        return place === undefined ? undefined : wallets.rows(at, place, place + 1)[0];
      }}
      keyOf={(index) => placeAt(index) ?? -1}
      indexOf={(place) => indexOf(Number(place))}
      asked={query}
      sorting={{
        now: query.sort,
        onSort: (sort) => onQuery({ sort: sort as WalletQuery["sort"] }),
      }}
      origins={{ nameOf: ({ clientId }) => rooms.wallets.inside(nameOf(clientId)) }}
      onOpen={({ clientId }) => onOpen(clientId)}
      isSelected={({ clientId }) => clientId === opened}
      isPending={isPending && (({ clientId }) => isPending(clientId))}
      empty={rooms.wallets.none}
    />
  );
}
