import type { Position } from "../../../eventlog/envelope.ts";
import { rowChanges } from "../../../views/field-changes.ts";
import type { ViewEvent } from "../../../views/projection.ts";
import { type WalletRow, wallets } from "../../../views/wallets.ts";
import { useBook, useServices } from "../../book-context.tsx";
import { ChangedAt } from "../../changed-at.tsx";
import { ChangesList } from "../../changes-list.tsx";
import { formatMoment, formatMoney } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import styles from "../../parts/panel.module.css";
import { rooms } from "../../texts/rooms.ts";
import { texts } from "../../texts/texts.ts";
import { useOrigins } from "../../use-origins.ts";
import { ValuesList } from "../../values-list.tsx";
import { BalanceChart } from "./balance-chart.tsx";

interface WalletDetailProps {
  readonly wallet: WalletRow;
  readonly at: Position;
  onClose(): void;
}

/** One wallet: its balance over time, and what was put in and taken out, the newest first. */
export function WalletDetail({ wallet, at, onClose }: WalletDetailProps) {
  const { history, time } = useServices().session;
  const head = useBook((state) => state.head.position);
  const { clientId, balance, currency } = wallet;
  const owner = history.clients.row(clientId, at)?.username ?? clientId;
  const { ofWallet } = useOrigins(at);
  const moves = history.wallets.changes(clientId, at).filter(movesMoney).reverse();
  return (
    <article className={styles["form"]} aria-label={rooms.wallets.named(owner)}>
      <header className={styles["header"]}>
        <h2>{owner}</h2>
        <Button small onClick={onClose}>
          {texts.common.close}
        </Button>
      </header>
      <p className={styles["total"]}>
        <span>{texts.labels.balance}</span>
        <span>
          <ChangedAt
            field={texts.labels.balance}
            origin={ofWallet(clientId, "balance", "currency")}
          />
          {formatMoney(balance, currency)}
        </span>
      </p>
      <ValuesList
        values={[
          {
            field: texts.labels.opened,
            value: formatMoment(wallet.openedAt),
            from: ofWallet(clientId, "openedAt"),
          },
        ]}
      />
      <p className={styles["soft"]}>{rooms.common.version(wallet.version)}</p>
      <BalanceChart
        changes={history.wallets.changes(clientId, head)}
        at={at}
        head={head}
        onSeek={(position) => time.goTo(position)}
      />
      <ul className={styles["lines"]} aria-label={rooms.wallets.transactions}>
        {moves.map((move) => (
          <li key={move.position}>
            <span>
              {reasonOf(move)}
              <span className={styles["soft"]}> {formatMoment(move.occurredAt)}</span>
            </span>
            <Button
              small
              look="quiet"
              aria-label={rooms.common.seeAt(move.position)}
              onClick={() => time.goTo(move.position)}
            >
              {formatMoney(amountOf(move), currency)}
            </Button>
          </li>
        ))}
      </ul>
      <ChangesList
        changes={rowChanges(wallets, history.wallets.changes(clientId, at))}
        wording={{ currency }}
      />
    </article>
  );
}

function movesMoney({ event }: ViewEvent): boolean {
  return event.type === "WalletCredited" || event.type === "WalletDebited";
}

function amountOf({ event }: ViewEvent): number {
  if (event.type === "WalletCredited") return event.data.amount;
  return event.type === "WalletDebited" ? -event.data.amount : 0;
}

function reasonOf({ event }: ViewEvent): string {
  if (event.type === "WalletCredited") {
    return event.data.refund ? rooms.wallets.refund : rooms.wallets.credit;
  }
  return event.type === "WalletDebited" && event.data.payment
    ? rooms.wallets.payment
    : rooms.wallets.debit;
}
