import { CalendarX2 } from "lucide-react";
import type { EpochMs } from "../eventlog/envelope.ts";
import { farFromToday } from "../views/far-from-today.ts";
import styles from "./moment.module.css";
import { rooms } from "./texts/rooms.ts";

interface MomentProps {
  readonly time: EpochMs;
  format(time: EpochMs): string;
}

/** A moment in words, marked where it lies far from today: then its date is probably a mistake. */
export function Moment({ time, format }: MomentProps) {
  const far = farFromToday(time, Date.now() as EpochMs);
  if (!far) return format(time);
  return (
    <span className={styles["far"]} title={rooms.moments[far]}>
      <CalendarX2 size={13} aria-hidden="true" /> {format(time)}
      <span className="visually-hidden">{rooms.moments[far]}</span>
    </span>
  );
}
