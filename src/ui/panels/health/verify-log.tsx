import { useRef, useState } from "react";
import { useBook, useServices } from "../../book-context.tsx";
import { formatAge, formatCount } from "../../format.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Progress } from "../../parts/progress.tsx";

type State =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly done: number; readonly total: number }
  | { readonly kind: "good"; readonly events: number }
  | { readonly kind: "bad"; readonly message: string };

/** Reads the whole log again and tells whether every event is what was written. */
export function VerifyLog() {
  const { verify, care } = useServices();
  const verified = useBook((state) => state.book.care?.verified);
  const [state, setState] = useState<State>({ kind: "idle" });
  const running = useRef<AbortController>(undefined);

  const start = async (): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: "running", done: 0, total: 0 });
    const onProgress = (done: number, total: number) => setState({ kind: "running", done, total });
    try {
      const check = await verify({ onProgress, signal: controller.signal });
      await care.noteVerification(check);
      setState(
        check.ok
          ? { kind: "good", events: check.head.position }
          : { kind: "bad", message: `Event ${check.firstBad} is not sound: ${check.reason}.` },
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      setState(controller.signal.aborted ? { kind: "idle" } : { kind: "bad", message });
    }
  };

  return (
    <>
      <p>
        {verified
          ? `Verified ${formatAge(Date.now() - verified.at)}, up to event ${formatCount(verified.position)}.`
          : "Never verified as a whole on this device; its newest part is checked at every opening."}
      </p>
      {state.kind === "running" ? (
        <Progress
          label="Verifying event"
          done={state.done}
          total={state.total}
          onCancel={() => running.current?.abort()}
        />
      ) : (
        <div>
          <Button onClick={start}>Verify log</Button>
        </div>
      )}
      {state.kind === "good" && (
        <Notice tone="done">
          All {formatCount(state.events)} events are exactly what was written. That nothing is
          missing at the end, only a fingerprint kept elsewhere can tell: compare it with your
          backup’s.
        </Notice>
      )}
      {state.kind === "bad" && <Notice tone="refused">{state.message}</Notice>}
    </>
  );
}
