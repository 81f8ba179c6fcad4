import { Logo } from "../parts/logo.tsx";
import { Progress } from "../parts/progress.tsx";
import styles from "./shell.module.css";

/** What stands there while the log is replayed. */
export function OpeningScreen({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <main className={styles["center"]} aria-label="Opening the book">
      <div>
        <Logo />
      </div>
      <Progress
        label={total > 0 ? "Opening the book, event" : "Opening the book"}
        {...{ done, total }}
      />
    </main>
  );
}
