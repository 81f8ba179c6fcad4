import { type MouseEvent, useMemo } from "react";
import type { Position } from "../../../eventlog/envelope.ts";
import type { ViewEvent } from "../../../read-model/projections/projection.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "./balance-chart.module.css";

interface BalanceChartProps {
  /** Everything that ever happened to the wallet, in order. */
  readonly changes: readonly ViewEvent[];
  /** The position on the screen: the chart shares the timeline's cursor. */
  readonly at: Position;
  readonly head: Position;
  onSeek(position: Position): void;
}

const WIDTH = 300;
const HEIGHT = 72;

/** The balance along the timeline, as steps; a click goes to that moment. */
export function BalanceChart({ changes, at, head, onSeek }: BalanceChartProps) {
  const path = useMemo(() => stepsOf(changes, head), [changes, head]);
  const seek = (event: MouseEvent<SVGSVGElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onSeek(Math.round(((event.clientX - left) / width) * head) as Position);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the timeline's slider and the list below do the same by keyboard
    <svg
      className={styles["chart"]}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={rooms.wallets.overTime}
      onClick={seek}
    >
      <path className={styles["line"]} d={path} vectorEffect="non-scaling-stroke" />
      <line
        className={styles["cursor"]}
        x1={xOf(at, head)}
        x2={xOf(at, head)}
        y1={0}
        y2={HEIGHT}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

function xOf(position: number, head: Position): number {
  return head === 0 ? 0 : (position / head) * WIDTH;
}

function stepsOf(changes: readonly ViewEvent[], head: Position): string {
  const steps: { readonly position: number; readonly balance: number }[] = [];
  let balance = 0;
  for (const { event, position } of changes) {
    if (event.type === "WalletCredited") balance += event.data.amount;
    if (event.type === "WalletDebited") balance -= event.data.amount;
    steps.push({ position, balance });
  }
  const most = Math.max(...steps.map((step) => step.balance), 1);
  const yOf = (amount: number) => HEIGHT - 3 - (amount / most) * (HEIGHT - 6);
  const drawn = steps.map((step) => `H${xOf(step.position, head)}V${yOf(step.balance)}`);
  return `M0 ${yOf(0)}${drawn.join("")}H${WIDTH}`;
}
