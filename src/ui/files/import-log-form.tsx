import { type ReactNode, useEffect } from "react";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { Progress } from "../components/progress.tsx";
import { useBook, useServices } from "../context/book-context.tsx";
import { offerFile } from "../context/file-intake.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { texts } from "../i18n/texts.ts";
import { ChooseFile } from "./choose-file.tsx";
import { describeImport } from "./describe-import.ts";
import { LOG_FILES } from "./file-types.ts";
import styles from "./files.module.css";
import { useImport, type WholePart } from "./use-import.ts";

/** Takes a log file: one that was dropped somewhere, or chosen here. */
export function ImportLog({ children }: { readonly children: ReactNode }) {
  const { state, start, confirm, startAsNewBook, takeWhole, cancel } = useImport();
  const { store } = useServices().session;
  const offered = useBook((state) => state.offered);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `start` is made anew at every drawing, the file comes once
  useEffect(() => {
    if (offered?.kind !== "log") return;
    store.setState({ offered: undefined });
    start(offered);
  }, [offered, store]);

  return (
    <div className={styles["drop"]}>
      {children}
      {state.kind === "busy" ? (
        <Progress
          label={rooms.transfer[state.what](describeImport(state.progress, state.elapsed))}
          done={Math.round(state.progress.done / 1_000)}
          total={Math.round(state.progress.total / 1_000)}
          onCancel={cancel}
        />
      ) : (
        <div className={styles["buttons"]}>
          <ChooseFile
            label={texts.common.importLog}
            accept={LOG_FILES}
            onChoose={(file) => offerFile(store, file)}
          />
        </div>
      )}
      {state.kind === "asking" && (
        <Notice
          tone="done"
          actions={
            <>
              <Button look="primary" onClick={() => confirm(state.file)}>
                {state.consent}
              </Button>
              <Button look="quiet" onClick={cancel}>
                {rooms.common.leave}
              </Button>
            </>
          }
        >
          {state.message}
        </Notice>
      )}
      {state.kind === "done" && <Notice tone="done">{state.message}</Notice>}
      {state.kind === "refused" && (
        <Notice
          tone="refused"
          actions={
            <>
              {state.whole && <TakeWhole part={state.whole} onTake={takeWhole} />}
              {state.otherBook && (
                <Button onClick={() => state.otherBook && startAsNewBook(state.otherBook)}>
                  {rooms.transfer.asNewBook}
                </Button>
              )}
            </>
          }
        >
          {state.message}
        </Notice>
      )}
    </div>
  );
}

interface TakeWholeProps {
  readonly part: WholePart;
  onTake(part: WholePart): void;
}

function TakeWhole({ part, onTake }: TakeWholeProps) {
  return (
    <Button look="primary" onClick={() => onTake(part)}>
      {rooms.transfer.takeWhole(part.upTo)}
    </Button>
  );
}
