import { lazy, Suspense } from "react";
import type { EpochMs } from "../../eventlog/envelope.ts";
import { farFromToday } from "../../read-model/queries/far-from-today.ts";
import { Boundary } from "../components/boundary.tsx";

const FarMark = lazy(async () => ({ default: (await import("./far-mark.tsx")).FarMark }));

interface MomentProps {
  readonly time: EpochMs;
  format(time: EpochMs): string;
}

/** A moment in words, marked where it lies far from today: then its date is probably a mistake. */
export function Moment({ time, format }: MomentProps) {
  const far = farFromToday(time, Date.now() as EpochMs);
  const words = format(time);
  if (!far) return words;
  return (
    <Boundary fallback={() => words}>
      <Suspense fallback={words}>
        <FarMark far={far}>{words}</FarMark>
      </Suspense>
    </Boundary>
  );
}
