import { useRef, useState } from "react";
import { isHindsightError } from "../../eventlog/errors.ts";
import type { SampleOutcome, SampleProgress } from "../../store/load-sample.ts";
import { useServices } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Progress } from "../parts/progress.tsx";
import styles from "./actions.module.css";

type SampleState =
  | { readonly kind: "idle" }
  | { readonly kind: "loading"; readonly progress: SampleProgress }
  | { readonly kind: "ended"; readonly good: boolean; readonly message: string };

/** Loads the sample as commands, with a bar and a way out. */
export function LoadSample({ primary = false }: { readonly primary?: boolean }) {
  const { loadSample } = useServices();
  const [state, setState] = useState<SampleState>({ kind: "idle" });
  const abort = useRef<AbortController>(null);

  const start = async (): Promise<void> => {
    const controller = new AbortController();
    abort.current = controller;
    setState({ kind: "loading", progress: { done: 0, total: 1_730 } });
    try {
      const onProgress = (progress: SampleProgress) => setState({ kind: "loading", progress });
      setState({ kind: "ended", ...tell(await loadSample(onProgress, controller.signal)) });
    } catch (error) {
      const advice = isHindsightError(error)
        ? error.advice
        : "What was loaded so far is whole. Try again to go on.";
      const message = `The sample could not be loaded: ${error instanceof Error ? error.message : error} ${advice}`;
      setState({ kind: "ended", good: false, message });
    }
  };

  if (state.kind === "loading") {
    return (
      <Progress
        label="Loading the sample, command"
        {...state.progress}
        onCancel={() => abort.current?.abort()}
      />
    );
  }
  return (
    <>
      <div className={styles["buttons"]}>
        <Button look={primary ? "primary" : "plain"} onClick={start}>
          Load sample
        </Button>
      </div>
      {state.kind === "ended" && (
        <Notice tone={state.good ? "done" : "refused"}>{state.message}</Notice>
      )}
    </>
  );
}

function tell(outcome: SampleOutcome): { good: boolean; message: string } {
  switch (outcome.kind) {
    case "loaded":
      return { good: true, message: "The sample is in the book: 91 clients and 830 orders." };
    case "cancelled":
      return {
        good: true,
        message: `Stopped after ${outcome.done} commands. Every order here is whole; loading again goes on.`,
      };
    case "refused":
      return { good: false, message: `Stopped after ${outcome.done} commands. ${outcome.message}` };
  }
}
