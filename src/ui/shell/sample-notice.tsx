import { useBook, useIsPast, useServices } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Progress } from "../parts/progress.tsx";
import { texts } from "../texts/texts.ts";
import styles from "./shell.module.css";

/** How far loading the sample has come, with a way out, and how it ended. */
export function SampleNotice() {
  const { sample: loader, store } = useServices().session;
  const sample = useBook((state) => state.sample);
  const isPast = useIsPast();
  // Who has begun to look around has read it.
  if (sample.kind === "idle" || (sample.kind === "loaded" && isPast)) return null;
  const close = (
    <Button onClick={() => store.setState({ sample: { kind: "idle" } })}>
      {texts.common.close}
    </Button>
  );
  return (
    <div className={styles["banner"]}>
      {sample.kind === "loading" && (
        <Progress
          label={texts.notices.loading}
          done={sample.done}
          total={sample.total}
          onCancel={loader.cancel}
        />
      )}
      {sample.kind === "loaded" && (
        <Notice tone="done" actions={close}>
          {texts.notices.loaded}
        </Notice>
      )}
      {sample.kind === "cancelled" && (
        <Notice tone="done" actions={close}>
          {texts.notices.loadCancelled(sample.done, sample.total)}
        </Notice>
      )}
      {sample.kind === "failed" && (
        <Notice tone="refused" actions={close}>
          {texts.notices.loadFailed(sample.done, sample.reason)}
        </Notice>
      )}
    </div>
  );
}
