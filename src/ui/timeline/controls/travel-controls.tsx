import { Radio } from "lucide-react";
import type { EpochMs } from "../../../eventlog/envelope.ts";
import { positionOfTime } from "../../../read-model/temporal/position-of-time.ts";
import { Button } from "../../components/button.tsx";
import { useBook, useServices, useShownPosition } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import { CompareButton } from "../../provenance/compare-button.tsx";
import styles from "../timeline.module.css";

/** To a day, and back to live. */
export function TravelControls() {
  const { time } = useServices().session;
  const isLive = useBook(({ cursor }) => cursor === "live");
  return (
    <>
      <JumpToDate />
      <Compare />
      <Button
        aria-label={rooms.dock.live.name}
        title={rooms.dock.live.title}
        aria-pressed={isLive}
        onClick={() => time.goTo("live")}
      >
        <Radio size={16} aria-hidden="true" />{" "}
        <span className={styles["word"]}>{rooms.dock.live.name}</span>
      </Button>
    </>
  );
}

// Apart: nothing else here moves with the cursor.
function Compare() {
  const at = useShownPosition();
  const head = useBook((state) => state.head.position);
  return (
    <span className={styles["comparing"]}>
      <CompareButton from={at} to={head}>
        {rooms.dock.compare}
      </CompareButton>
    </span>
  );
}

/** Id of the field for a day, for the key that leads there. */
export const JUMP_FIELD = "jump-to-date";

/** The first year of four figures. */
const FIRST_YEAR = 1_000;

function JumpToDate() {
  const { time, history } = useServices().session;
  return (
    <label className={styles["jump"]} title={rooms.dock.jump.title}>
      <span>{rooms.dock.jump.name}</span>
      <input
        id={JUMP_FIELD}
        type="date"
        aria-label={rooms.dock.jump.name}
        className={styles["control"]}
        onChange={(event) => {
          const day = event.currentTarget.value;
          // The end of that day in the person's own zone. While a year is typed it is 0002, 0020 and 0202 first.
          const end = new Date(`${day}T23:59:59.999`);
          // Without a date there is no year at all.
          if (!(end.getFullYear() >= FIRST_YEAR)) return;
          time.arriveAt(positionOfTime(history, end.getTime() as EpochMs));
        }}
      />
    </label>
  );
}
