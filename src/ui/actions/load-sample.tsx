import { useBook, useServices } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { texts } from "../texts/texts.ts";
import styles from "./actions.module.css";

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
