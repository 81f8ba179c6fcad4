import { ChevronFirst, ChevronLeft, ChevronRight, Pause, Play, Radio } from "lucide-react";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { START } from "../../eventlog/envelope.ts";
import type { Speed } from "../../store/book-store.ts";
import { useBook, useServices, useShownPosition } from "../book-context.tsx";
import { formatCount } from "../format.ts";
import { Button } from "../parts/button.tsx";
import styles from "./dock.module.css";
import { ReadingLine } from "./reading-line.tsx";
import { TimeSlider } from "./time-slider.tsx";

const SPEEDS: readonly Speed[] = [1, 10, 100];

/** The timeline, on every screen: people watch their own screen change while they move it. */
export function TimelineDock() {
  const { time } = useServices().session;
  const at = useShownPosition();
  const head = useBook((state) => state.head.position);
  const cursor = useBook((state) => state.cursor);
  const playing = useBook((state) => state.playing);
  return (
    <section className={styles["dock"]} aria-label="Time travel">
      <ReadingLine />
      <TimeSlider />
      <div className={styles["controls"]}>
        <span className={styles["first"]}>
          <Button aria-label="First" onClick={() => time.goTo(START)}>
            <ChevronFirst size={16} aria-hidden="true" />
          </Button>
        </span>
        <Button aria-label="Step back" onClick={() => time.stepBy(-1)}>
          <ChevronLeft size={16} aria-hidden="true" />
        </Button>
        {playing ? (
          <Button look="primary" aria-label="Pause" onClick={() => time.pause()}>
            <Pause size={16} aria-hidden="true" />
          </Button>
        ) : (
          <Button look="primary" aria-label="Play" onClick={() => time.play()}>
            <Play size={16} aria-hidden="true" />
          </Button>
        )}
        <Button aria-label="Step forward" onClick={() => time.stepBy(1)}>
          <ChevronRight size={16} aria-hidden="true" />
        </Button>
        <SpeedChoice />
        <span className={styles["where"]}>
          Event {formatCount(at)} of {formatCount(head)}
        </span>
        <JumpToDate />
        <Button
          aria-label="Live"
          aria-pressed={cursor === "live"}
          onClick={() => time.goTo("live")}
        >
          <Radio size={16} aria-hidden="true" /> <span className={styles["word"]}>Live</span>
        </Button>
      </div>
    </section>
  );
}

function SpeedChoice() {
  const { time } = useServices().session;
  const speed = useBook((state) => state.speed);
  return (
    <select
      aria-label="Speed, events a second"
      className={styles["control"]}
      value={speed}
      onChange={(event) => {
        const chosen = SPEEDS.find((choice) => String(choice) === event.currentTarget.value);
        if (chosen) time.setSpeed(chosen);
      }}
    >
      {SPEEDS.map((choice) => (
        <option key={choice} value={choice}>
          {choice}×
        </option>
      ))}
    </select>
  );
}

function JumpToDate() {
  const { time } = useServices().session;
  return (
    <label className={styles["jump"]}>
      <span>Jump to date</span>
      <input
        type="date"
        aria-label="Jump to date"
        className={styles["control"]}
        onChange={(event) => {
          const day = event.currentTarget.value;
          // The end of that day in the person's own zone. A date half typed is no date yet.
          const end = new Date(`${day}T23:59:59.999`).getTime();
          if (Number.isFinite(end)) time.goToTime(end as EpochMs);
        }}
      />
    </label>
  );
}
