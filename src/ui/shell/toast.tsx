import { X } from "lucide-react";
import { Link } from "wouter";
import { isFinal } from "../../application/reversal/undo.ts";
import type { OwnCommand, Told } from "../../application/store/undo-state.ts";
import type { History } from "../../read-model/read-model.ts";
import { Button, buttonClass } from "../components/button.tsx";
import { type BookServices, useBook, useServices } from "../context/book-context.tsx";
import { type SaidEvent, sayEvent } from "../describe/describe-event.ts";
import { usePassingNotice } from "../hooks/use-passing-notice.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { texts } from "../i18n/texts.ts";
import styles from "./toast.module.css";

/** What came of the last command, with the way back. One at a time; waits while it is pointed at or has the focus. */
export function Toast({ told }: { readonly told: Told }) {
  const services = useServices();
  const { own, session } = services;
  const hasMore = useBook((state) => state.own.done.length > 0);
  const passing = usePassingNotice(told, own.dismiss);

  const said = sayOwn(session.history, told.about);
  const canUndo =
    (told.kind === "done" || told.kind === "redone") && !isFinal(session.history, told.about);
  const step = stepAfter(told, services, canUndo);
  return (
    <div {...passing} className={styles["toast"]} data-kind={told.kind}>
      <p className={styles["text"]}>
        {wordsOf(told, said)}
        {told.kind === "kept" &&
          told.wanted === "undo" &&
          told.isOver &&
          hasMore &&
          rooms.toast.goOn}
      </p>
      {step && <Button onClick={step.take}>{step.name}</Button>}
      {told.kind === "kept" && told.way === "record" && said?.way && (
        <Link to={said.way} className={buttonClass()}>
          {rooms.toast.look}
        </Link>
      )}
      <Button look="quiet" aria-label={rooms.toast.dismiss} onClick={own.dismiss}>
        <X size={15} aria-hidden="true" />
      </Button>
    </div>
  );
}

function stepAfter(told: Told, { own, session }: BookServices, canUndo: boolean) {
  switch (told.kind) {
    case "done":
    case "redone":
      return canUndo ? { name: texts.undo.undo, take: () => own.undo() } : undefined;
    case "undone":
      return { name: texts.undo.redo, take: () => own.redo() };
    case "kept":
      return told.way === "live"
        ? { name: rooms.past.return, take: () => [session.time.goTo("live"), own.dismiss()] }
        : undefined;
    case "unfetched":
    case "waiting":
      return undefined;
    default:
      return told satisfies never;
  }
}

function wordsOf(told: Told, said: SaidEvent | undefined): string {
  const what = said?.what ?? "";
  switch (told.kind) {
    case "done":
      return rooms.toast.done(what);
    case "undone":
      return rooms.toast.undone(what);
    case "redone":
      return rooms.toast.redone(what);
    case "kept":
      return rooms.toast[told.wanted === "undo" ? "notUndone" : "notRedone"](what, told.reason);
    case "unfetched":
      return rooms.toast.unfetched;
    case "waiting":
      return rooms.toast.waiting(told.seconds, told.forImport);
    default:
      return told satisfies never;
  }
}

// Of several events, the last one that a record has a screen for.
function sayOwn(history: History, { positions }: OwnCommand): SaidEvent | undefined {
  const all = positions.map((position) => sayEvent(history, position));
  return all.findLast(({ way }) => way !== undefined) ?? all[0];
}
