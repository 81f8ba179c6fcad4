import { type SubmitEvent, useState } from "react";
import { navigate } from "wouter/use-hash-location";
import { type EpochMs, type Position, parsePosition, START } from "../../../eventlog/envelope.ts";
import { Button } from "../../components/button.tsx";
import { Field } from "../../components/field.tsx";
import styles from "../../components/layout.module.css";
import { useBook, useServices } from "../../context/book-context.tsx";
import type { ComparedMoments } from "../../context/routes.ts";
import { sayMoment } from "../../describe/describe-moment.ts";
import { useDraft } from "../../forms/use-draft.ts";
import { rooms } from "../../i18n/screen-texts.ts";
import { wayToComparison } from "../../provenance/compare-button.tsx";

/** The two moments that are compared, by their event numbers; the address follows. */
export function MomentsForm({ asked }: { readonly asked: ComparedMoments }) {
  const { history } = useServices().session;
  const head = useBook((state) => state.head.position);
  const cursor = useBook((state) => state.cursor);
  const begin = firstMoments(asked, cursor === "live" ? START : cursor, head);
  // What nobody typed follows the book.
  const [typed, setTyped] = useDraft("moments");
  const shown = begin.map((position, place) => typed[place] ?? String(position));
  const [isSent, setSent] = useState(false);
  const [from, to] = shown.map((text) => positionIn(text, head));

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSent(true);
    if (from === undefined || to === undefined) return;
    setTyped({});
    navigate(wayToComparison(from, to));
  };
  const field = (place: 0 | 1, position: Position | undefined) => ({
    value: shown[place],
    inputMode: "numeric" as const,
    ...(position === undefined
      ? {
          error: {
            message: rooms.compare.wholeNumber(head),
            refused: isSent,
          },
        }
      : { hint: sayPlace(history.event(position)?.meta.occurredAt, position, head) }),
    onChange: (event: { currentTarget: { value: string } }) => {
      setTyped({ ...typed, [place]: event.currentTarget.value });
    },
  });
  return (
    <form
      className={styles["toolbar"]}
      aria-label={rooms.compare.moments}
      noValidate
      onSubmit={submit}
    >
      <div className={styles["pair"]}>
        <Field label={rooms.compare.from} {...field(0, from)} />
        <Field label={rooms.compare.to} {...field(1, to)} />
      </div>
      <div className={styles["besideFields"]}>
        <Button type="submit" look="primary">
          {rooms.compare.title}
        </Button>
      </div>
    </form>
  );
}

function firstMoments(
  asked: ComparedMoments,
  from: Position,
  head: Position,
): readonly [Position, Position] {
  return "from" in asked ? [asked.from, asked.to] : [from, head];
}

function positionIn(text: string, head: Position): Position | undefined {
  const position = parsePosition(text.replace(/[\s.,’']/g, ""));
  return position !== undefined && position <= head ? position : undefined;
}

function sayPlace(occurredAt: EpochMs | undefined, position: Position, head: Position): string {
  if (position === START) return rooms.compare.beginning;
  const moment = occurredAt === undefined ? "" : sayMoment(occurredAt);
  return position === head ? rooms.compare.now(moment) : moment;
}
