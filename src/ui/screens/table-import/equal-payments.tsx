import type { TriedCommand } from "../../../application/store/table-import-state.ts";
import { Check } from "../../components/checkbox.tsx";
import panel from "../../components/layout.module.css";
import { DataTable } from "../../components/table/data-table.tsx";
import type { Column } from "../../components/table/table-column.ts";
import { formatCount } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { sayRowCommand } from "./describe-row-command.ts";
import styles from "./table-import.module.css";

interface EqualPaymentsProps {
  readonly payments: readonly TriedCommand[];
  /** Those that are to be made once more. */
  readonly chosen: ReadonlySet<TriedCommand>;
  onChoose(chosen: ReadonlySet<TriedCommand>): void;
}

/** Payments that the book has already, each of which may be a second one that equals the first. */
export function EqualPayments({ payments, chosen, onChoose }: EqualPaymentsProps) {
  if (payments.length === 0) return null;
  const rowOf = ({ rows: [row = 0] }: TriedCommand): number => row;
  const choose = (payment: TriedCommand, isChosen: boolean): void => {
    const others = [...chosen].filter((other) => other !== payment);
    onChoose(new Set(isChosen ? [...others, payment] : others));
  };
  const columns: readonly Column<TriedCommand>[] = [
    {
      title: rooms.tables.row,
      width: "72px",
      end: true,
      cell: (payment) => formatCount(rowOf(payment)),
    },
    {
      title: rooms.tables.payment,
      width: "minmax(140px, 2fr)",
      cell: (payment) => {
        const { what, when } = sayRowCommand(payment);
        return rooms.tables.dated(what, when);
      },
    },
    {
      title: rooms.tables.onceMore,
      width: "minmax(110px, 0.6fr)",
      cell: (payment) => (
        <Check
          label={rooms.tables.addRow(rowOf(payment))}
          checked={chosen.has(payment)}
          onChange={(isChosen) => choose(payment, isChosen)}
        />
      ),
    },
  ];
  return (
    <>
      <p className={panel["soft"]}>{rooms.tables.equalPayments(payments.length)}</p>
      <div className={styles["table"]}>
        <DataTable
          label={rooms.tables.paymentsThere}
          columns={columns}
          count={payments.length}
          rowAt={(index) => payments[index]}
          keyOf={(index) => payments[index]?.rows[0] ?? index}
          indexOf={(key) => payments.findIndex((payment) => rowOf(payment) === Number(key))}
          empty={rooms.tables.noRow}
        />
      </div>
    </>
  );
}
