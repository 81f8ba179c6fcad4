import { Button } from "../../parts/button.tsx";
import styles from "../../parts/panel.module.css";

interface ConflictChoiceProps {
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
  onTakeTheirs(): void;
}

/** A field that two people see differently: both are shown; saving keeps yours unless you take theirs. */
export function ConflictChoice({ label, mine, theirs, onTakeTheirs }: ConflictChoiceProps) {
  return (
    <fieldset className={styles["line"]}>
      <legend>{label}, in conflict</legend>
      <p className={styles["whole"]}>
        Yours: <strong>{mine || "nothing"}</strong>
      </p>
      <p className={styles["whole"]}>
        Theirs: <strong>{theirs || "nothing"}</strong>
      </p>
      <div className={styles["whole"]}>
        <Button small aria-label={`Take theirs for ${label}`} onClick={onTakeTheirs}>
          Take theirs
        </Button>
      </div>
    </fieldset>
  );
}
