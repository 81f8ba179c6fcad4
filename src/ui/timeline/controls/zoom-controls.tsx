import { ChevronsLeft, ChevronsRight, Undo2, ZoomIn, ZoomOut } from "lucide-react";
import { shownPosition } from "../../../application/store/book-store.ts";
import { Button } from "../../components/button.tsx";
import { useBook, useServices } from "../../context/book-context.tsx";
import { rooms } from "../../i18n/screen-texts.ts";
import styles from "../timeline.module.css";

/** Part of its length by which “Earlier” and “Later” move the drawn part. */
const MOVE = 0.75;

/** What of the timeline is drawn, without a pointer: each zoom can be stepped back from. */
export function ZoomControls() {
  const { store, timeline } = useServices().session;
  const zoom = (factor: number) => timeline.zoomBy(factor, shownPosition(store.getState()));
  const isWhole = useBook(({ zooms }) => zooms.length === 0);
  const axis = useBook((state) => state.axis);
  return (
    <fieldset className={styles["zoom"]} aria-label={rooms.dock.drawn}>
      <select
        aria-label={rooms.dock.measures}
        className={styles["control"]}
        value={axis}
        onChange={({ currentTarget }) =>
          timeline.setAxis(currentTarget.value === "time" ? "time" : "events")
        }
      >
        <option value="events">{rooms.dock.byEvent}</option>
        <option value="time">{rooms.dock.byTime}</option>
      </select>
      <Button
        aria-label={rooms.dock.zoomIn.name}
        title={rooms.dock.zoomIn.title}
        onClick={() => zoom(0.5)}
      >
        <ZoomIn size={16} aria-hidden="true" />
      </Button>
      <Button
        aria-label={rooms.dock.zoomOut.name}
        title={rooms.dock.zoomOut.title}
        aria-disabled={isWhole}
        onClick={() => !isWhole && zoom(2)}
      >
        <ZoomOut size={16} aria-hidden="true" />
      </Button>
      <Button
        aria-label={rooms.dock.zoomBack}
        title={rooms.dock.zoomBack}
        aria-disabled={isWhole}
        onClick={timeline.zoomBack}
      >
        <Undo2 size={16} aria-hidden="true" />
      </Button>
      <Button
        aria-label={rooms.dock.earlier.name}
        title={rooms.dock.earlier.title}
        aria-disabled={isWhole}
        onClick={() => timeline.moveBy(-MOVE)}
      >
        <ChevronsLeft size={16} aria-hidden="true" />
      </Button>
      <Button
        aria-label={rooms.dock.later.name}
        title={rooms.dock.later.title}
        aria-disabled={isWhole}
        onClick={() => timeline.moveBy(MOVE)}
      >
        <ChevronsRight size={16} aria-hidden="true" />
      </Button>
    </fieldset>
  );
}
