import { Link } from "wouter";
import { writeOcel } from "../../application/files/export-ocel.ts";
import { formatClassicLog } from "../../formats/log-import/classic-log.ts";
import { Button, buttonClass } from "../components/button.tsx";
import styles from "../components/layout.module.css";
import { Notice } from "../components/notice.tsx";
import { ScreenTitle } from "../components/screen-title.tsx";
import { useBook, useServices } from "../context/book-context.tsx";
import { bookFile } from "../files/csv/book-csv.ts";
import { HashesNote } from "../files/hashes-note.tsx";
import { ImportLog } from "../files/import-log-form.tsx";
import { LoadSample } from "../files/load-sample-button.tsx";
import { SaveAs } from "../files/save-as-button.tsx";
import { useSaveLog } from "../files/use-export-log.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { texts } from "../i18n/texts.ts";

/** The ways in and out of the book. */
export function TransferPanel() {
  const { session } = useServices();
  const head = useBook((state) => state.head);
  const { save, saveOther, problem, told } = useSaveLog();
  const classicLog = async () =>
    new Blob([formatClassicLog(await session.log.read())], { type: "text/plain" });

  return (
    <section className={styles["panel"]} aria-labelledby="transfer-title">
      <header>
        <ScreenTitle id="transfer-title">{texts.screens.transfer}</ScreenTitle>
        <p className={styles["sub"]}>{rooms.transfer.sub}</p>
      </header>
      {problem && <Notice tone="refused">{problem}</Notice>}
      <div className={`${styles["cards"]} ${styles["wide"]}`}>
        <div className={styles["card"]}>
          <h2>{rooms.transfer.out}</h2>
          <p className={styles["soft"]}>{rooms.transfer.outMeans(head.position)}</p>
          <p className={styles["mono"]}>{head.position > 0 ? head.hash : rooms.health.noEvent}</p>
          <HashesNote />
          <div className={styles["buttons"]}>
            <Button look="primary" onClick={save}>
              {rooms.transfer.export}
            </Button>
            <Button onClick={() => saveOther(classicLog, "log")}>
              {rooms.transfer.exportClassic}
            </Button>
          </div>
          <p className={styles["soft"]} role="status">
            {told}
          </p>
          <p className={styles["soft"]}>{rooms.transfer.classicMeans}</p>
          <div className={styles["buttons"]}>
            <SaveAs
              what={rooms.files.processLog}
              label={rooms.transfer.exportOcel}
              ending="json"
              begin={(at) => writeOcel(session.history, at)}
            />
          </div>
          <p className={styles["soft"]}>{rooms.transfer.ocelMeans}</p>
        </div>
        <div className={styles["card"]}>
          <h2>{rooms.transfer.in}</h2>
          <ImportLog>
            <p className={styles["soft"]}>{rooms.transfer.inMeans}</p>
          </ImportLog>
        </div>
        <div className={styles["card"]}>
          <h2>{rooms.transfer.tables}</h2>
          <p className={styles["soft"]}>{rooms.transfer.tablesMean}</p>
          <div className={styles["buttons"]}>
            <Link href="/csv" className={buttonClass()}>
              {rooms.tables.title}
            </Link>
            <SaveAs
              what={rooms.files.wholeBook}
              label={rooms.transfer.exportTable}
              begin={(at) => bookFile(session.history, at)}
            />
          </div>
          <p className={styles["soft"]}>{rooms.transfer.exportTableMeans}</p>
        </div>
        <div className={styles["card"]}>
          <h2>{rooms.transfer.sample}</h2>
          <p className={styles["soft"]}>
            {rooms.transfer.sampleMeans((name) => (
              <a href="samples/northwind/LICENSE-Ms-PL.txt">{name}</a>
            ))}
          </p>
          <LoadSample />
        </div>
      </div>
    </section>
  );
}
