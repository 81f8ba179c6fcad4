import { Button } from "../../components/button.tsx";
import { Notice } from "../../components/notice.tsx";
import { Progress } from "../../components/progress.tsx";
import { useBook, useIsPast, useServices } from "../../context/book-context.tsx";
import { usePassingNotice } from "../../hooks/use-passing-notice.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { texts } from "../../i18n/texts.ts";
import styles from "../shell.module.css";

/** How far loading the sample has come, with a way out, and how it ended. */
export function SampleNotice() {
  const { sample: loader, store } = useServices().session;
  const sample = useBook((state) => state.sample);
  const dismiss = () => store.setState({ sample: { kind: "idle" } });
  const close = <Button onClick={dismiss}>{texts.common.close}</Button>;
  if (sample.kind === "idle") return null;
  if (sample.kind === "loaded") return <Loaded onClose={dismiss} />;
  return (
    <div className={styles["banner"]}>
      {sample.kind === "loading" && (
        <Progress
          label={rooms.notices.loading}
          done={sample.done}
          total={sample.total}
          onCancel={loader.cancel}
        />
      )}
      {sample.kind === "cancelled" && (
        <Notice tone="done" actions={close}>
          {rooms.notices.loadCancelled(sample.done, sample.total)}
        </Notice>
      )}
      {sample.kind === "failed" && (
        <Notice tone="refused" actions={close}>
          {rooms.notices.loadFailed(sample.done, sample.reason)}
        </Notice>
      )}
    </div>
  );
}

function Loaded({ onClose }: { onClose(): void }) {
  const passing = usePassingNotice("loaded", onClose);
  // Who has begun to look around has read it.
  if (useIsPast()) return null;
  return (
    <div {...passing} className={styles["banner"]}>
      <Notice tone="done" actions={<Button onClick={onClose}>{texts.common.close}</Button>}>
        {rooms.notices.loaded}
      </Notice>
    </div>
  );
}
