import { ChevronDown, ChevronUp } from "lucide-react";
import { useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "../components/button.tsx";
import { useBook, useServices, useShownPosition } from "../context/book-context.tsx";
import { keepDeviceSetting, readDeviceSetting } from "../context/device-setting.ts";
import { useIsLow, useIsNarrow } from "../hooks/use-window-size.ts";
import { rooms } from "../i18n/screen-texts.ts";
import { BookmarkMenu } from "./controls/bookmark-menu.tsx";
import { PlayControls } from "./controls/play-controls.tsx";
import { TravelControls } from "./controls/travel-controls.tsx";
import { useTimelineKeys } from "./controls/use-timeline-keys.ts";
import { ZoomControls } from "./controls/zoom-controls.tsx";
import { RestingPlace } from "./cursor-announcer.tsx";
import { ReadingLine } from "./loading-bar.tsx";
import { OverviewStrip } from "./overview-strip.tsx";
import { SheetHead } from "./sheet-header.tsx";
import { TimeSlider } from "./time-slider.tsx";
import styles from "./timeline.module.css";

/** The timeline, on every screen: people watch their own screen change while they move it. */
export function TimelineDock() {
  const [chosen, choose] = useState(() => readDeviceSetting("timeline"));
  const isNarrow = useIsNarrow();
  const isLow = useIsLow();
  const isSheet = useBook((state) => state.isTimeSheetOpen) && isNarrow;
  const isFolded = !isSheet && (chosen ? chosen === "folded" : isLow);
  const fold = (next: "folded" | "open") => {
    choose(next);
    keepDeviceSetting("timeline", next);
  };
  useTimelineKeys(() => flushSync(() => isFolded && fold("open")));
  return (
    <section
      className={styles["dock"]}
      data-folded={isFolded}
      data-sheet={isSheet}
      aria-label={rooms.dock.title}
    >
      <ReadingLine />
      <RestingPlace />
      {isSheet && <SheetHead />}
      {!isFolded && <OverviewStrip />}
      <TimeSlider />
      {!isFolded && (
        <div className={styles["controls"]}>
          <PlayControls />
          <Where />
          <ZoomControls />
          <span className={styles["marking"]}>
            <BookmarkMenu />
          </span>
          <TravelControls />
        </div>
      )}
      <OutOfOrder />
      {!isSheet && (
        <span className={styles["folding"]}>
          <Button
            small
            look="quiet"
            aria-label={isFolded ? rooms.dock.unfold : rooms.dock.fold}
            aria-expanded={!isFolded}
            onClick={() => fold(isFolded ? "open" : "folded")}
          >
            {isFolded ? (
              <ChevronUp size={15} aria-hidden="true" />
            ) : (
              <ChevronDown size={15} aria-hidden="true" />
            )}
          </Button>
        </span>
      )}
    </section>
  );
}

function OutOfOrder() {
  const { history } = useServices().session;
  // What is behind it comes with the head.
  useBook((state) => state.head.position);
  const late = history.late.countOutOfOrder();
  return late === 0 ? null : <p className={styles["note"]}>{rooms.dock.outOfOrder(late)}</p>;
}

// Apart: nothing else here is drawn anew at every frame of a drag.
function Where() {
  const at = useShownPosition();
  const head = useBook((state) => state.head.position);
  return <span className={styles["where"]}>{rooms.dock.place(at, head)}</span>;
}
