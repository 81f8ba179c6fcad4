import type { RowsDone } from "../../../store/watch-rows.ts";
import { describeTimeLeft } from "../../actions/describe-time-left.ts";
import panel from "../../parts/panel.module.css";
import { Progress } from "../../parts/progress.tsx";
import { rooms } from "../../texts/rooms.ts";

interface RowsProgressProps {
  readonly label: string;
  /** What is spoken once: the rows that go by are not. */
  readonly said: string;
  readonly rows: RowsDone;
  onCancel?(): void;
}

/** How far the rows of a table have come, how fast they go by, and how long the rest may take. */
export function RowsProgress({ label, said, rows, onCancel }: RowsProgressProps) {
  const { done, total, pace } = rows;
  return (
    <div>
      <p role="status" className="visually-hidden">
        {said}
      </p>
      <Progress label={label} done={done} total={total} {...(onCancel && { onCancel })} />
      {pace && (
        <p className={panel["soft"]}>
          {rooms.tables.pace(pace.perSecond, describeTimeLeft(pace.secondsLeft))}
        </p>
      )}
    </div>
  );
}
