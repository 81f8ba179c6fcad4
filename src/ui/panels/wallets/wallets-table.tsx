import type { ClientId } from "../../../domain/ids.ts";
import type { Position } from "../../../eventlog/envelope.ts";
import type { WalletRow } from "../../../views/wallets.ts";
import { useServices } from "../../book-context.tsx";
import { formatDay, formatMoney } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import styles from "../../parts/panel.module.css";

interface WalletsTableProps {
  readonly at: Position;
  readonly opened: ClientId | undefined;
  onOpen(id: ClientId): void;
}

/** All wallets as of a position, the newest first. */
export function WalletsTable({ at, opened, onOpen }: WalletsTableProps) {
  const { wallets, clients } = useServices().session.history;
  const count = wallets.count(at);
  const place = (index: number) => count - 1 - index;
  const nameOf = (id: ClientId) => clients.row(id, at)?.username ?? id;

  const columns: readonly Column<WalletRow>[] = [
    {
      title: "Client",
      width: "minmax(110px, 1.6fr)",
      cell: ({ clientId }) => (
        <Button
          small
          look="quiet"
          aria-label={`Open the wallet of ${nameOf(clientId)}`}
          onClick={() => onOpen(clientId)}
        >
          {nameOf(clientId)}
        </Button>
      ),
    },
    {
      title: "Balance",
      width: "minmax(110px, 1fr)",
      end: true,
      cell: ({ balance, currency }) => formatMoney(balance, currency),
    },
    {
      title: "Transactions",
      width: "110px",
      room: "medium",
      end: true,
      // The first event opens the wallet and moves nothing.
      cell: ({ version }) => version - 1,
    },
    {
      title: "Since",
      width: "100px",
      room: "wide",
      cell: ({ openedAt }) => <span className={styles["soft"]}>{formatDay(openedAt)}</span>,
    },
  ];

  return (
    <DataTable
      label="Wallets"
      columns={columns}
      count={count}
      rowAt={(index) => wallets.rows(at, place(index), place(index) + 1)[0]}
      keyOf={place}
      isSelected={({ clientId }) => clientId === opened}
      empty="No wallet at this moment. A client’s first credit opens one."
    />
  );
}
