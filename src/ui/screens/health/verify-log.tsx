import { useRef, useState } from "react";
import type { BookCheck } from "../../../application/diagnostics/derived-digest.ts";
import { sayError } from "../../../eventlog/errors.ts";
import { Button } from "../../components/button.tsx";
import { Notice } from "../../components/notice.tsx";
import { Progress } from "../../components/progress.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { formatAge } from "../../i18n/format.ts";
import { rooms } from "../../i18n/screen-texts.ts";

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
      setState(stateAfter(check));
    } catch (error) {
      const message = sayError(error);
      setState(controller.signal.aborted ? { kind: "idle" } : { kind: "bad", message });
    }
  };

  return (
    <>
      <p>
        {verified
          ? rooms.health.verified(formatAge(Date.now() - verified.at), verified.position)
          : rooms.health.neverVerified}
      </p>
      {state.kind === "running" ? (
        <Progress
          label={rooms.health.verifying}
          done={state.done}
          total={state.total}
          onCancel={() => running.current?.abort()}
        />
      ) : (
        <div>
          <Button onClick={start}>{rooms.health.verify}</Button>
        </div>
      )}
      {state.kind === "good" && <Notice tone="done">{rooms.health.good(state.events)}</Notice>}
      {state.kind === "bad" && <Notice tone="refused">{state.message}</Notice>}
    </>
  );
}

function stateAfter(check: BookCheck): State {
  if (!check.ok) return { kind: "bad", message: rooms.health.bad(check.firstBad, check.reason) };
  if (check.derived === "wrong") return { kind: "bad", message: rooms.health.derivedWrong };
  return { kind: "good", events: check.head.position };
}
