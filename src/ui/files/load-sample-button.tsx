import { Button } from "../components/button.tsx";
import { useBook, useServices } from "../context/book-context.tsx";
import { texts } from "../i18n/texts.ts";
import styles from "./files.module.css";

/** The button that loads the sample. How far it has come is told by `SampleNotice`, on every screen. */
export function LoadSample() {
  const { sample } = useServices().session;
  const loading = useBook((state) => state.sample.kind === "loading");
  return (
    <div className={styles["buttons"]}>
      <Button disabled={loading} onClick={() => sample.load()}>
        {texts.common.loadSample}
      </Button>
    </div>
  );
}
