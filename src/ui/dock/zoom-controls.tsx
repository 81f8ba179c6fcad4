import { ChevronsLeft, ChevronsRight, Undo2, ZoomIn, ZoomOut } from "lucide-react";
import { shownPosition } from "../../store/book-store.ts";
import { useBook, useServices } from "../book-context.tsx";
import { Button } from "../parts/button.tsx";
import { texts } from "../texts/texts.ts";
import styles from "./dock.module.css";

/** Part of its length by which “Earlier” and “Later” move the drawn part. */
const MOVE = 0.75;

/** What of the timeline is drawn, without a pointer: each zoom can be stepped back from. */
export function ZoomControls() {
  const { store, timeline } = useServices().session;
  const zoom = (factor: number) => timeline.zoomBy(factor, shownPosition(store.getState()));
  const isWhole = useBook(({ zooms }) => zooms.length === 0);
  const axis = useBook((state) => state.axis);
  return (
    <fieldset className={styles["zoom"]} aria-label={texts.dock.drawn}>
      <select
        aria-label={texts.dock.measures}
        className={styles["control"]}
        value={axis}
        onChange={({ currentTarget }) =>
          timeline.setAxis(currentTarget.value === "time" ? "time" : "events")
        }
      >
        <option value="events">{texts.dock.byEvent}</option>
        <option value="time">{texts.dock.byTime}</option>
      </select>
      <Button
        aria-label={texts.dock.zoomIn.name}
        title={texts.dock.zoomIn.title}
        onClick={() => zoom(0.5)}
      >
        <ZoomIn size={16} aria-hidden="true" />
      </Button>
      <Button
        aria-label={texts.dock.zoomOut.name}
        title={texts.dock.zoomOut.title}
        aria-disabled={isWhole}
        onClick={() => !isWhole && zoom(2)}
      >
        <ZoomOut size={16} aria-hidden="true" />
      </Button>
      <Button
        aria-label={texts.dock.zoomBack}
        title={texts.dock.zoomBack}
        aria-disabled={isWhole}
        onClick={timeline.zoomBack}
      >
        <Undo2 size={16} aria-hidden="true" />
      </Button>
      <Button
        aria-label={texts.dock.earlier.name}
        title={texts.dock.earlier.title}
        aria-disabled={isWhole}
        onClick={() => timeline.moveBy(-MOVE)}
      >
        <ChevronsLeft size={16} aria-hidden="true" />
      </Button>
      <Button
        aria-label={texts.dock.later.name}
        title={texts.dock.later.title}
        aria-disabled={isWhole}
        onClick={() => timeline.moveBy(MOVE)}
      >
        <ChevronsRight size={16} aria-hidden="true" />
      </Button>
    </fieldset>
  );
}
