import { formatClassicLog } from "../../../transfer/classic-log.ts";
import { ImportLog } from "../../actions/import-log.tsx";
import { LoadSample } from "../../actions/load-sample.tsx";
import { useSaveLog } from "../../actions/use-save-log.ts";
import { useBook, useServices } from "../../book-context.tsx";
import { formatCount } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import styles from "../../parts/panel.module.css";

/** The ways in and out of the book. */
export function TransferPanel() {
  const { session } = useServices();
  const head = useBook((state) => state.head);
  const { save, saveOther, problem } = useSaveLog();
  const classicLog = async () =>
    new Blob([formatClassicLog(await session.log.read())], { type: "text/plain" });

  return (
    <section className={styles["panel"]} aria-labelledby="transfer-title">
      <header>
        <h1 id="transfer-title">Transfer</h1>
        <p className={styles["sub"]}>
          The log is yours: take all of it with you, bring it back, compare it.
        </p>
      </header>
      {problem && <Notice tone="refused">{problem}</Notice>}
      <div className={styles["cards"]}>
        <div className={styles["card"]}>
          <h2>Out</h2>
          <p className={styles["soft"]}>
            All {formatCount(head.position)} events as CloudEvents, a line each, chained by their
            hashes. Two copies with one fingerprint are the same to the last letter.
          </p>
          <p className={styles["mono"]}>{head.position > 0 ? head.hash : "No event yet."}</p>
          <div className={styles["buttons"]}>
            <Button look="primary" onClick={save}>
              Export log
            </Button>
            <Button onClick={() => saveOther(classicLog, "log")}>Export classic text</Button>
          </div>
          <p className={styles["soft"]}>
            The classic text log keeps usernames, product codes and quantities, and leaves out
            everything else.
          </p>
        </div>
        <div className={styles["card"]}>
          <h2>In</h2>
          <ImportLog>
            <p className={styles["soft"]}>
              CloudEvents (.ndjson or a .json list), a classic text log, or gzip of these. A file
              comes in whole or not at all. Where it begins like this book, only the new end is
              taken.
            </p>
          </ImportLog>
        </div>
        <div className={styles["card"]}>
          <h2>Sample</h2>
          <p className={styles["soft"]}>
            Northwind: 91 clients and 830 orders, 1996 to 1998. Loading it twice adds nothing. Data
            under the <a href="samples/northwind/LICENSE-Ms-PL.txt">Microsoft Public License</a>.
          </p>
          <LoadSample />
        </div>
      </div>
    </section>
  );
}
