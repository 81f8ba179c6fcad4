import { ChevronFirst, ChevronLeft, ChevronRight, Pause, Play } from "lucide-react";
import type { Speed } from "../../../application/store/book-store.ts";
import { START } from "../../../eventlog/envelope.ts";
import { Button } from "../../components/button.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "../timeline.module.css";

const SPEEDS: readonly (readonly [speed: Speed, name: string])[] = [
  [1, "1×"],
  [10, "10×"],
  [100, "100×"],
  ["real", rooms.dock.asItWas],
];

/** First, back, play, forward, and how fast. */
export function PlayControls() {
  const { time } = useServices().session;
  const playing = useBook((state) => state.playing);
  return (
    <>
      <span className={styles["first"]}>
        <Button
          aria-label={rooms.dock.first.name}
          title={rooms.dock.first.title}
          onClick={() => time.goTo(START)}
        >
          <ChevronFirst size={16} aria-hidden="true" />
        </Button>
      </span>
      <Button
        aria-label={rooms.dock.back.name}
        title={rooms.dock.back.title}
        onClick={() => time.stepBy(-1)}
      >
        <ChevronLeft size={16} aria-hidden="true" />
      </Button>
      {playing ? (
        <Button
          look="primary"
          aria-label={rooms.dock.pause.name}
          title={rooms.dock.pause.title}
          onClick={() => time.pause()}
        >
          <Pause size={16} aria-hidden="true" />
        </Button>
      ) : (
        <Button
          look="primary"
          aria-label={rooms.dock.play.name}
          title={rooms.dock.play.title}
          onClick={() => time.play()}
        >
          <Play size={16} aria-hidden="true" />
        </Button>
      )}
      <Button
        aria-label={rooms.dock.forward.name}
        title={rooms.dock.forward.title}
        onClick={() => time.stepBy(1)}
      >
        <ChevronRight size={16} aria-hidden="true" />
      </Button>
      <SpeedChoice />
    </>
  );
}

function SpeedChoice() {
  const { time } = useServices().session;
  const speed = useBook((state) => state.speed);
  return (
    <select
      aria-label={rooms.dock.speed}
      title={rooms.dock.speedTitle}
      className={styles["control"]}
      value={speed}
      onChange={({ currentTarget }) => {
        const chosen = SPEEDS.find(([choice]) => String(choice) === currentTarget.value);
        if (chosen) time.setSpeed(chosen[0]);
      }}
    >
      {SPEEDS.map(([choice, name]) => (
        <option key={choice} value={choice}>
          {name}
        </option>
      ))}
    </select>
  );
}
