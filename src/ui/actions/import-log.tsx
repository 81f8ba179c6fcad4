import { type DragEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useBook, useServices } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Progress } from "../parts/progress.tsx";
import { texts } from "../texts/texts.ts";
import styles from "./actions.module.css";
import { describeImport } from "./describe-import.ts";
import { useImport } from "./use-import.ts";

/** A place to drop a log file, with a button that does the same. */
export function ImportLog({ children }: { readonly children: ReactNode }) {
  const { state, start, confirm, startAsNewBook, cancel } = useImport();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { store } = useServices().session;
  const offered = useBook((state) => state.offered);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `start` is made anew at every drawing, the file comes once
  useEffect(() => {
    if (!offered) return;
    store.setState({ offered: undefined });
    start(offered);
  }, [offered, store]);

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) start(file);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button within does the same
    <div
      className={styles["drop"]}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {children}
      <input
        ref={picker}
        type="file"
        hidden
        accept=".ndjson,.jsonl,.json,.log,.txt,.gz,application/x-ndjson"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // Cleared, so that the same file can be picked again after it was mended.
          event.currentTarget.value = "";
          if (file) start(file);
        }}
      />
      {state.kind === "busy" ? (
        <Progress
          label={texts.transfer[state.what](describeImport(state.progress, state.elapsed))}
          done={Math.round(state.progress.done / 1_000)}
          total={Math.round(state.progress.total / 1_000)}
          onCancel={cancel}
        />
      ) : (
        <div className={styles["buttons"]}>
          <Button onClick={() => picker.current?.click()}>{texts.transfer.import}</Button>
        </div>
      )}
      {state.kind === "asking" && (
        <Notice
          tone="done"
          actions={
            <>
              <Button look="primary" onClick={() => confirm(state.file)}>
                {texts.transfer.importEvents(state.added)}
              </Button>
              <Button look="quiet" onClick={cancel}>
                {texts.common.leave}
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
            state.otherBook && (
              <Button onClick={() => state.otherBook && startAsNewBook(state.otherBook)}>
                {texts.transfer.asNewBook}
              </Button>
            )
          }
        >
          {state.message}
        </Notice>
      )}
    </div>
  );
}
