import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { Button } from "../components/button.tsx";
import { useBook, useServices } from "../context/book-context.tsx";
import { rooms } from "../i18n/screen-texts.ts";
import styles from "./tour.module.css";
import { TOUR } from "./tour-steps.ts";

/** Leads through the book in five steps, beside it and never over it. Can be left at any of them and taken again. */
export function Tour({ step: number }: { readonly step: number }) {
  const { session } = useServices();
  const { store } = session;
  const [location, navigate] = useLocation();
  const step = TOUR[number];
  const isDone = useBook((state) => step?.isDone(state, location) ?? false);
  // The next steps look into the past, where nothing comes in.
  const isLoading = useBook((state) => state.sample.kind === "loading");
  const isLast = number === TOUR.length - 1;
  const title = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step begins where one reads
  useEffect(() => title.current?.focus({ preventScroll: true }), [number]);
  if (!step) return null;

  const goTo = (tour: number | undefined) => store.setState({ tour });
  return (
    <aside className={styles["tour"]} aria-label={rooms.tour.title}>
      <p className={styles["count"]}>{rooms.tour.step(number + 1, TOUR.length)}</p>
      <h2 ref={title} tabIndex={-1}>
        {step.texts.title}
      </h2>
      <p>{step.texts.words}</p>
      <div className={styles["buttons"]}>
        <Button
          look={isDone ? "plain" : "primary"}
          disabled={isLoading}
          onClick={() => step.run(session, navigate)}
        >
          {step.texts.button}
        </Button>
        <Button
          look={isDone ? "primary" : "quiet"}
          disabled={isLoading}
          onClick={() => goTo(isLast ? undefined : number + 1)}
        >
          {isLast ? rooms.tour.finish : rooms.tour.next}
        </Button>
        {!isLast && (
          <Button look="quiet" onClick={() => goTo(undefined)}>
            {rooms.tour.leave}
          </Button>
        )}
      </div>
    </aside>
  );
}
