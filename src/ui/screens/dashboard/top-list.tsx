import { useId } from "react";
import { Button } from "../../components/button.tsx";
import styles from "./dashboard.module.css";

interface BestListProps {
  readonly title: string;
  readonly items: readonly {
    readonly name: string;
    readonly amount: bigint;
    onOpen(): void;
  }[];
  money(amount: bigint): string;
}

/** The best of a kind, each with a bar as long as its share of the very best. */
export function BestList({ title, items, money }: BestListProps) {
  const id = useId();
  const most = Number(items[0]?.amount ?? 1n);
  return (
    <section className={styles["card"]} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ol className={styles["best"]}>
        {items.map(({ name, amount, onOpen }) => (
          <li key={name} className={styles["bestItem"]}>
            <Button look="quiet" onClick={onOpen}>
              <span className={styles["name"]}>{name}</span>
            </Button>
            <span className={styles["amount"]}>{money(amount)}</span>
            <span aria-hidden="true" className={styles["track"]}>
              <span
                className={styles["fill"]}
                style={{ transform: `scaleX(${Math.max(Number(amount), 0) / most})` }}
              />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
