import type { SalesAt } from "../../../read-model/columns/sales.ts";
import { formatMoney, formatMonth } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "./dashboard.module.css";

const HEIGHT = 120;

interface MonthChartProps {
  readonly months: SalesAt["months"];
  readonly currency: string;
}

/** Revenue by the month in which orders were placed: one bar each, from nothing up, as high as it was. */
export function MonthChart({ months, currency }: MonthChartProps) {
  const highest = months.reduce(
    (best, month) => (month.revenue > best.revenue ? month : best),
    months[0] ?? { month: 0, revenue: 0n },
  );
  const first = months[0]?.month ?? 0;
  const last = months.at(-1)?.month ?? 0;
  const told = rooms.dashboard.highest(
    formatMonth(highest.month),
    formatMoney(highest.revenue, currency),
  );
  return (
    <section className={styles["card"]} aria-labelledby="by-month">
      <h2 id="by-month">{rooms.dashboard.byMonth}</h2>
      <svg
        role="img"
        aria-label={rooms.dashboard.months(formatMonth(first), formatMonth(last), told)}
        className={styles["chart"]}
        viewBox={`0 0 ${Math.max(months.length, 1)} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {months.map(({ month, revenue }, index) => {
          const tall = (Number(revenue) / Math.max(Number(highest.revenue), 1)) * HEIGHT;
          return (
            <rect
              key={month}
              className={styles["bar"]}
              x={index + 0.08}
              width={0.84}
              y={HEIGHT - tall}
              height={tall}
            >
              <title>
                {rooms.dashboard.month(formatMonth(month), formatMoney(revenue, currency))}
              </title>
            </rect>
          );
        })}
      </svg>
      <p className={styles["axis"]}>
        <span>{formatMonth(first)}</span>
        <span>{told}</span>
        <span>{formatMonth(last)}</span>
      </p>
    </section>
  );
}
