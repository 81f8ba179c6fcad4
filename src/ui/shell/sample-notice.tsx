import { useBook, useIsPast, useServices } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Progress } from "../parts/progress.tsx";
import styles from "./shell.module.css";

/** How far loading the sample has come, with a way out, and how it ended. */
export function SampleNotice() {
  const { sample: loader, store } = useServices().session;
  const sample = useBook((state) => state.sample);
  const isPast = useIsPast();
  // Who has begun to look around has read it.
  if (sample.kind === "idle" || (sample.kind === "loaded" && isPast)) return null;
  const close = <Button onClick={() => store.setState({ sample: { kind: "idle" } })}>Close</Button>;
  return (
    <div className={styles["banner"]}>
      {sample.kind === "loading" && (
        <Progress
          label="Loading the sample, command"
          done={sample.done}
          total={sample.total}
          onCancel={loader.cancel}
        />
      )}
      {sample.kind === "loaded" && (
        <Notice tone="done" actions={close}>
          The sample is in the book: 91 clients and 830 orders. Drag the timeline below.
        </Notice>
      )}
      {sample.kind === "cancelled" && (
        <Notice tone="done" actions={close}>
          Stopped after {sample.done} of {sample.total} commands. Every order here is whole; loading
          again goes on.
        </Notice>
      )}
      {sample.kind === "failed" && (
        <Notice tone="refused" actions={close}>
          The sample stopped after {sample.done} commands; those are whole and stay. {sample.reason}
        </Notice>
      )}
    </div>
  );
}
