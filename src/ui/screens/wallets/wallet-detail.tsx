import type { Position } from "../../../eventlog/envelope.ts";
import type { ViewEvent } from "../../../read-model/projections/projection.ts";
import { type WalletRow, wallets } from "../../../read-model/projections/wallets.ts";
import { rowChanges } from "../../../read-model/queries/field-diff.ts";
import { Button } from "../../components/button.tsx";
import styles from "../../components/layout.module.css";
import { RecordSheet } from "../../components/table/record-sheet.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { sayMoment } from "../../describe/describe-moment.ts";
import { Moment } from "../../describe/moment.tsx";
import { useIsPrinting } from "../../hooks/use-is-printing.ts";
import { formatMoment, formatMoney } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import { ChangesList } from "../../provenance/change-history.tsx";
import { ValuesList } from "../../provenance/field-list.tsx";
import { ChangedAt } from "../../provenance/origin-link.tsx";
import { useOrigins } from "../../provenance/use-field-origins.ts";
import { BalanceChart } from "./balance-chart.tsx";

interface WalletDetailProps {
  readonly wallet: WalletRow;
  readonly at: Position;
  onClose(): void;
}

/** One wallet: its balance over time, and what was put in and taken out, the newest first. */
export function WalletDetail({ wallet, at, onClose }: WalletDetailProps) {
  const { history, time } = useServices().session;
  const isPrinting = useIsPrinting();
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
        <span>{rooms.labels.balance}</span>
        <span>
          <ChangedAt
            field={rooms.labels.balance}
            origin={ofWallet(clientId, "balance", "currency")}
          />
          {formatMoney(balance, currency)}
        </span>
      </p>
      <ValuesList
        values={[
          {
            field: rooms.labels.opened,
            value: <Moment time={wallet.openedAt} format={formatMoment} />,
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
              <span className={styles["soft"]}>
                {" "}
                <Moment time={move.occurredAt} format={formatMoment} />
              </span>
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
      {isPrinting && (
        <RecordSheet
          title={rooms.wallets.named(owner)}
          facts={[
            { field: rooms.labels.balance, value: formatMoney(balance, currency) },
            { field: rooms.labels.opened, value: sayMoment(wallet.openedAt) },
          ]}
          tables={[
            {
              title: rooms.wallets.transactions,
              columns: [rooms.labels.reason, rooms.timeline.happened, rooms.labels.amount],
              rows: moves.map((move) => [
                reasonOf(move),
                sayMoment(move.occurredAt),
                formatMoney(amountOf(move), currency),
              ]),
            },
          ]}
        />
      )}
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
