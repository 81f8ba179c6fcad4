import type { JournalRow } from "../../../views/journal.ts";
import styles from "../../parts/chip.module.css";
import { rooms } from "../../texts/rooms.ts";

const LOOKS = { accepted: "done", refused: "refused" } as const;

/** What came of an attempt, in a word and a colour. */
export function OutcomeChip({ outcome }: Pick<JournalRow, "outcome">) {
  return (
    <span className={`${styles["chip"]} ${styles[LOOKS[outcome]]}`}>{rooms.outcomes[outcome]}</span>
  );
}
