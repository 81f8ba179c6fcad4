import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { lineGross, lineTotal } from "../../../../domain/values/money.ts";
import type { Hash, Position } from "../../../../eventlog/envelope.ts";
import type { OrderRow } from "../../../../read-model/projections/orders.ts";
import paper from "../../../components/paper.module.css";
import { useBook, useIsPast, useServices } from "../../../context/book-context.tsx";
import { sayMoment } from "../../../describe/describe-moment.ts";
import { formatExactMoment, formatMoney, formatPercent } from "../../../i18n/format.ts";
import { rooms } from "../../../i18n/screen-texts.ts";
import styles from "./order-sheet.module.css";

interface OrderSheetProps {
  readonly order: OrderRow;
  /** The number people call it by. */
  readonly label: string;
  readonly at: Position;
  readonly fingerprint: Hash | undefined;
}

/** Letters of the fingerprint that are printed: enough to tell two books apart, few enough to be read out. */
const FIRST_LETTERS = 12;

/** One order as a page for paper, beside the app and in place of it while it is printed. */
export function OrderSheet({ order, label, at, fingerprint }: OrderSheetProps) {
  const { history } = useServices().session;
  const book = useBook((state) => state.book.name);
  const isPast = useIsPast();
  const { status, reference, placedAt, paidAt, closedAt, reason } = order;
  const client = history.clients.row(order.clientId, at);
  const { name, username = order.clientId, email, phone, address } = client ?? {};
  const [addressee, ...lines] = [...new Set([name, username, email, phone])].filter(Boolean);
  const moment = history.event(at)?.meta.occurredAt;
  const asOf = rooms.print.asOf(
    at,
    moment === undefined ? "" : sayMoment(moment, formatExactMoment),
  );
  const facts = [
    { name: rooms.labels.status, value: rooms.statuses[status] },
    { name: rooms.labels.reference, value: reference },
    { name: rooms.labels.placed, value: sayMoment(placedAt, formatExactMoment) },
    { name: rooms.labels.paid, value: paidAt && sayMoment(paidAt, formatExactMoment) },
    {
      name: status === "shipped" ? rooms.orders.shipped : rooms.orders.cancelled,
      value: closedAt && sayMoment(closedAt, formatExactMoment),
    },
    { name: rooms.labels.reason, value: reason },
  ].filter(({ value }) => value);

  return createPortal(
    <main className={paper["sheet"]} aria-label={rooms.print.sheet(label)}>
      <header className={styles["head"]}>
        <h1>{rooms.orders.named(label)}</h1>
        <p className={styles["book"]}>{book}</p>
      </header>
      {isPast && <p className={styles["past"]}>{rooms.print.past(asOf)}</p>}
      <div className={styles["parties"]}>
        <address className={styles["client"]}>
          <h2 className={styles["small"]}>{rooms.labels.client}</h2>
          <p>{addressee}</p>
          {address && <p className={styles["asTyped"]}>{address}</p>}
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </address>
        <dl className={styles["facts"]}>
          {facts.map(({ name, value }) => (
            <div key={name} className={styles["fact"]}>
              <dt className={styles["small"]}>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <OrderTable order={order} />
      <footer className={styles["foot"]}>
        <p>{asOf}</p>
        {fingerprint && <p>{rooms.print.fingerprint(fingerprint.slice(0, FIRST_LETTERS))}</p>}
      </footer>
    </main>,
    document.body,
  );
}

function OrderTable({ order: { lines, total, currency } }: { readonly order: OrderRow }) {
  const gross = lines.reduce((sum, line) => sum + (lineGross(line) ?? Number.NaN), 0);
  const isDiscounted = gross !== total && Number.isSafeInteger(gross);
  const { productCode, quantity, unitPrice, amount } = rooms.labels;
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          <th scope="col" className={styles["title"]}>
            {productCode}
          </th>
          {[quantity, unitPrice, rooms.print.discount, amount].map((title) => (
            <th key={title} scope="col" className={`${styles["title"]} ${styles["end"]}`}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place alone
          <tr key={index}>
            <td className={styles["cell"]}>{line.productCode}</td>
            <Cell>{line.quantity}</Cell>
            <Cell>{formatMoney(line.unitPrice, currency)}</Cell>
            <Cell>{line.discount ? formatPercent(line.discount) : ""}</Cell>
            <Cell>{formatMoney(lineTotal(line) ?? 0, currency)}</Cell>
          </tr>
        ))}
      </tbody>
      <tbody>
        {isDiscounted && (
          <>
            <Sum name={rooms.print.gross} amount={formatMoney(gross, currency)} />
            <Sum name={rooms.print.discount} amount={formatMoney(total - gross, currency)} />
          </>
        )}
        <Sum isTotal name={rooms.print.total(currency)} amount={formatMoney(total, currency)} />
      </tbody>
    </table>
  );
}

function Cell({ children }: { readonly children: ReactNode }) {
  return <td className={`${styles["cell"]} ${styles["end"]}`}>{children}</td>;
}

interface SumProps {
  readonly name: string;
  readonly amount: string;
  readonly isTotal?: boolean;
}

function Sum({ name, amount, isTotal = false }: SumProps) {
  const look = `${styles["end"]} ${styles[isTotal ? "total" : "sum"]}`;
  return (
    <tr>
      <th scope="row" colSpan={4} className={look}>
        {name}
      </th>
      <td className={look}>{amount}</td>
    </tr>
  );
}
