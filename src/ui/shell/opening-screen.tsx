import { Logo } from "../components/logo.tsx";
import { Progress } from "../components/progress.tsx";
import { texts } from "../i18n/texts.ts";
import styles from "./shell.module.css";

interface OpeningScreenProps {
  readonly done: number;
  readonly total: number;
  /** What is being done, where it is more than replaying the log. */
  readonly label?: string;
  onCancel?(): void;
}

/** What stands there while the log is replayed. */
export function OpeningScreen({ done, total, label, onCancel }: OpeningScreenProps) {
  return (
    <main className={styles["center"]} aria-label={texts.opening.book}>
      <div>
        <Logo />
      </div>
      <Progress
        label={label ?? (total > 0 ? texts.opening.event : texts.opening.book)}
        {...{ done, total }}
        {...(onCancel && { onCancel })}
      />
    </main>
  );
}
