import type { RowsDone } from "../../../application/tables/row-progress.ts";
import panel from "../../components/layout.module.css";
import { Progress } from "../../components/progress.tsx";
import { describeTimeLeft } from "../../files/describe-time-left.ts";
import { rooms } from "../../i18n/screen-texts.ts";

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
