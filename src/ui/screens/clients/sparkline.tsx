import styles from "./client-page.module.css";

const BINS = 40;
const HEIGHT = 20;

/** How much happened along time, in a line of small bars. Only decoration: the list beside it tells the same. */
export function Sparkline({ times }: { readonly times: readonly number[] }) {
  if (times.length < 2) return null;
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const bins = new Array<number>(BINS).fill(0);
  for (const time of times) {
    const share = last === first ? 0 : (time - first) / (last - first);
    const bin = Math.min(Math.floor(share * BINS), BINS - 1);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const most = Math.max(...bins);
  const bars = bins.flatMap((count, bin) => (count === 0 ? [] : [{ bin, count }]));
  return (
    <svg
      aria-hidden="true"
      className={styles["sparkline"]}
      viewBox={`0 0 ${BINS} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      {bars.map(({ bin, count }) => {
        const tall = Math.max(2, (count / most) * HEIGHT);
        return <rect key={bin} x={bin} width={0.8} y={HEIGHT - tall} height={tall} />;
      })}
    </svg>
  );
}
