import type { Position } from "../../../eventlog/envelope.ts";
import type { History } from "../../../read-model/read-model.ts";
import panel from "../../components/layout.module.css";
import { sayEvent } from "../../describe/describe-event.ts";
import { rooms } from "../../i18n/screen-texts.ts";

/** A command that is refused, and why. */
export interface Refused {
  readonly position: Position;
  readonly reason: string;
}

/** Refusals that are told in full; the table has them all. */
const MOST = 20;

interface RefusedListProps {
  readonly refused: readonly Refused[];
  /** Of the book that the commands come from. */
  readonly history: History;
}

/** What is refused, each with its reason in full. */
export function RefusedList({ refused, history }: RefusedListProps) {
  if (refused.length === 0) return null;
  return (
    <section className={panel["form"]} aria-label={rooms.branch.refused}>
      <h2>{rooms.branch.refused}</h2>
      <ul className={panel["changes"]}>
        {refused.slice(0, MOST).map(({ position, reason }) => (
          <li key={position}>
            <strong>{sayEvent(history, position).what}</strong>
            <span className={panel["refusal"]}>{reason}</span>
          </li>
        ))}
      </ul>
      {refused.length > MOST && (
        <p className={panel["soft"]}>{rooms.branch.moreRefused(refused.length - MOST)}</p>
      )}
    </section>
  );
}
