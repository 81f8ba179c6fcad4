import type { CommandId, EpochMs } from "../../eventlog/envelope.ts";
import { useBook } from "../context/book-context.tsx";
import { formatExactMoment } from "../i18n/format.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { Moment } from "./moment.tsx";

interface RecordedTimeProps {
  readonly commandId: CommandId;
  readonly isRefusal?: boolean;
  /** As the log has it. */
  readonly time: EpochMs;
}

/**
 * When a command was recorded by its own account; and by the server of a shared book, where that
 * differs.
 */
export function RecordedTime({ commandId, isRefusal = false, time }: RecordedTimeProps) {
  const misdated = useBook((state) => state.sharing?.misdated);
  const stored = misdated?.find(
    (one) => one.commandId === commandId && one.isRefusal === isRefusal,
  )?.storedAt;
  return (
    <>
      <Moment time={time} format={formatExactMoment} />
      {stored !== undefined && (
        <strong>
          {" "}
          {stored > 0
            ? rooms.sharing.storedAt(formatExactMoment(stored))
            : rooms.sharing.storedHidden}
        </strong>
      )}
    </>
  );
}
