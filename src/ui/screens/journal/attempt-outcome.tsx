import type { JournalRow } from "../../../read-model/queries/journal-rows.ts";
import styles from "../../components/chip.module.css";
import { rooms } from "../../i18n/screen-texts.ts";

const LOOKS = { accepted: "done", refused: "refused" } as const;

/** What came of an attempt, in a word and a colour. */
export function OutcomeChip({ outcome }: Pick<JournalRow, "outcome">) {
  return (
    <span className={`${styles["chip"]} ${styles[LOOKS[outcome]]}`}>{rooms.outcomes[outcome]}</span>
  );
}
