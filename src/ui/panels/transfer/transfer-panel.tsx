import { Link } from "wouter";
import { writeOcel } from "../../../store/export-ocel.ts";
import { formatClassicLog } from "../../../transfer/classic-log.ts";
import { ImportLog } from "../../actions/import-log.tsx";
import { LoadSample } from "../../actions/load-sample.tsx";
import { SaveAs } from "../../actions/save-as.tsx";
import { useSaveLog } from "../../actions/use-save-log.ts";
import { useBook, useServices } from "../../book-context.tsx";
import { HashesNote } from "../../hashes-note.tsx";
import { Button, buttonClass } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import styles from "../../parts/panel.module.css";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { bookFile } from "../../table-files/book-file.ts";
import { rooms } from "../../texts/rooms.ts";
import { texts } from "../../texts/texts.ts";

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
