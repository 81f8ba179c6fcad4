import chips from "./chip.module.css";
import styles from "./layout.module.css";

/** What came, or would come, of something: a word, and why. */
export interface SaidOutcome {
  readonly look: "new" | "done" | "over" | "refused";
  readonly word: string;
  readonly why?: string;
}

/** An outcome as a chip, with the reason beside it. */
export function Outcome({ look, word, why }: SaidOutcome) {
  return (
    <span title={why}>
      <span className={`${chips["chip"]} ${chips[look]}`}>{word}</span>{" "}
      <span className={styles["soft"]}>{why}</span>
    </span>
  );
}
